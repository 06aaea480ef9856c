"""Plain values that everything else is made of: frozen mappings, and yes and no as written."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, PlainSerializer

K = TypeVar("K")
V = TypeVar("V")


def freeze(value: Any) -> Any:
    """A value with its lists as tuples and its dicts as read-only mappings."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: freeze(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(freeze(item) for item in value)
    return value


def thaw(value: Any) -> Any:
    """A frozen value as JSON wants it."""
    if isinstance(value, Mapping):
        return {key: thaw(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [thaw(item) for item in value]
    return value


Frozen = Annotated[Mapping[K, V], PlainSerializer(thaw), AfterValidator(freeze)]


def empty() -> Mapping[Any, Any]:
    """The default of a frozen mapping's field."""
    return MappingProxyType({})


_TRUTHS = {"true": True, "ja": True, "yes": True, "false": False, "nej": False, "no": False}


def as_truth(text: str) -> bool | None:
    """Yes or no as an editor may write it, in one way everywhere; None for anything else."""
    return _TRUTHS.get(text.casefold())
