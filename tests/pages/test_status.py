"""/status and /metrics tell what was published, and what was not fetched."""


def test_a_fetch_that_fails_is_told_until_it_goes_well(make_client):
    """With its reason and since when, instead of that all is well."""
    client = make_client()
    assert "Der kommer ikke noget nyt" not in client.get("/status").text
    assert "indsats_last_fetch_ok 1" in client.unchecked("/metrics").text
    index = client.application.extensions["site"].config.index
    (index / "not-fetched").write_text("2026-11-26T12:00:00+00:00 anden-historik\n")
    page = client.get("/status").text
    assert "Der er ikke hentet nyt siden 26. november 2026 kl. 13.00." in page
    assert "Kataloget er skrevet om" in page
    assert "Ingen fejl i filerne" not in page
    assert "indsats_last_fetch_ok 0" in client.unchecked("/metrics").text
