"""Linked data (schema.org) for search engines, as plain values that the template writes as JSON."""

from typing import Any

from catalogue.model.record import Record
from web.addresses.urls import entry_url
from web.site.config import Config
from web.site.page import SITE_CLAIM, SITE_NAME

Json = dict[str, Any]


def catalogue_data(config: Config) -> Json:
    """The site and the search in it."""
    target = {"@type": "EntryPoint", "urlTemplate": config.absolute("/?q={search_term_string}")}
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": SITE_NAME,
        "description": SITE_CLAIM + ".",
        "url": config.absolute("/"),
        "inLanguage": "da",
        "potentialAction": {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=search_term_string",
        },
    }


def entry_data(record: Record, config: Config) -> Json:
    """An entry as an article about an intervention, with what it is based on."""
    entry = record.entry
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": entry.title,
        "alternativeHeadline": list(entry.names),
        "description": entry.summary,
        "url": config.absolute(entry_url(entry.slug)),
        "inLanguage": "da",
        "dateModified": record.changed.isoformat(),
        "isPartOf": {"@type": "WebSite", "name": SITE_NAME, "url": config.absolute("/")},
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": source.title,
                "publisher": {"@type": "Organization", "name": source.publisher},
                **({"url": source.url} if source.url else {}),
                **({"datePublished": source.year} if source.year else {}),
            }
            for source in entry.sources
        ],
    }
