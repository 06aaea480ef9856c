"""What data portals fetch, read as RDF and held against the profile by a real validator.

.venv/bin/python -m pytest tests/trials/test_dcat.py -m trials

The shapes are our own and small. Those of the profile itself (digst/DCAT-AP-DK on GitHub, "strict")
are held against it as well where DCAT_SHAPES names their file.
"""

import os
from pathlib import Path

import pytest

pyshacl = pytest.importorskip("pyshacl", reason="comes with the trials: make trials")
rdflib = pytest.importorskip("rdflib")
pytestmark = [
    pytest.mark.trials,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),  # rdflib of itself
]
OWN = Path(__file__).with_name("dcat.ttl")
FILES = [OWN, *map(Path, filter(None, [os.environ.get("DCAT_SHAPES")]))]


@pytest.mark.parametrize("shapes", FILES, ids=lambda path: path.name)
def test_the_description_is_valid(client, shapes: Path) -> None:
    described = rdflib.Graph().parse(data=client.get("/data.jsonld").text, format="json-ld")
    assert len(described) > 50
    conforms, _, told = pyshacl.validate(described, shacl_graph=rdflib.Graph().parse(shapes))
    assert conforms, told


def test_what_is_missing_is_found(client) -> None:
    """The validator does look: without the contact it complains."""
    described = rdflib.Graph().parse(data=client.get("/data.jsonld").text, format="json-ld")
    described.remove((None, rdflib.URIRef("http://www.w3.org/ns/dcat#contactPoint"), None))
    assert not pyshacl.validate(described, shacl_graph=rdflib.Graph().parse(OWN))[0]
