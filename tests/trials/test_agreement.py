"""Every form of an answer counts the same entries, both bands of them: needs as they are said."""

import csv
import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import lxml.etree
import lxml.html
import pytest
from flask.testing import FlaskClient

from app import create_app
from web.opendata.feed import LONGEST
from web.site.config import Config

pytestmark = pytest.mark.trials
CATALOGUE = Path(__file__).parents[2] / "catalogue"
NEEDS = (
    "uro i opgangen", "femtenårige uden fritidsjob", "kvinder fra Syrien, der går derhjemme",
    "vi kan ikke få fædrene med", "ensomme ældre", "lektiehjælp", "hash på legepladsen",
    "nybagte mødre uden netværk i Odense", "ingen penge til kontingent", "partnervold",
    "naboerne hilser ikke på hinanden", "børn, der ikke kan dansk, når de starter i skole",
    "beboere, der ikke forstår breve fra kommunen", "fritidspas", "skolevægring",
    "folk betaler ikke deres husleje", "SSP", "projektet dør, når pengene slipper op",
    "min søn på 15 er begyndt at ryge hash", "frivillige, der brænder ud",
)  # fmt: skip
FILTERS = (
    (),
    (("maalgruppe", "unge-13-17"), ("maalgruppe", "foraeldre")),
    (("kommune", "aarhus"),),
)
ATOM, SHEET = (
    "{http://www.w3.org/2005/Atom}",
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    index = tmp_path_factory.mktemp("index")
    return create_app(Config(catalogue=CATALOGUE, index=index)).test_client()


@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize("filters", FILTERS)
def test_all_forms_agree(
    client: FlaskClient, need: str, filters: tuple[tuple[str, str], ...]
) -> None:
    asked = urlencode([("q", need), *filters])
    api = client.get(f"/api/v1/indsatser?{asked}&antal=100").get_json()
    hits = api["resultater"]
    total, good = api["antal_fundet"], api["antal_godt"]
    assert total == len(hits)
    fits = [hit["passer"] for hit in hits]
    assert fits == sorted(fits), "what fits well comes first"
    assert good == fits.count("godt")
    for facet in api["facetter"]:
        if facet["noegle"] in dict(filters):
            continue  # counted without its own ticks
        counted = Counter(key for hit in hits for key in hit["facetter"].get(facet["noegle"], ()))
        for choice in facet["valg"]:
            assert choice["antal"] == counted[choice["noegle"]], (facet["noegle"], choice)

    page = lxml.html.fromstring(client.get(f"/?{asked}").text)
    (count,) = page.xpath("//*[@id='antal']")
    assert numbers(count.xpath("string(span[1])") or count.text_content(), total) == (good, total)
    problems = page.xpath("//ul[@aria-labelledby='forstaaet-navn']/li/a[1]")
    for problem in problems:
        said = int(re.findall(r"\((\d+)\)", problem.text_content())[-1])
        held = "/api/v1/indsatser" + problem.get("href").partition("#")[0][1:]
        assert client.get(held).get_json()["antal_fundet"] == said

    slugs = [hit["slug"] for hit in hits]
    rows = list(csv.DictReader(
        io.StringIO(client.get(f"/eksport.csv?{asked}").data.decode("utf-8-sig")), delimiter=";"
    ))  # fmt: skip
    assert [row["Nøgle"] for row in rows] == slugs
    assert [row["Passer"] for row in rows] == ["godt" if fit == "godt" else "måske" for fit in fits]
    whole = client.get(f"/eksport.json?{asked}").get_json()
    assert [one["slug"] for one in whole["indsatser"]] == slugs
    assert (whole["antal_fundet"], whole["antal_godt"]) == (total, good)
    book = zipfile.ZipFile(io.BytesIO(client.get(f"/eksport.xlsx?{asked}").data))
    sheet = lxml.etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert len(sheet.findall(f".//{SHEET}row")) == total + 1
    feed = lxml.etree.fromstring(client.get(f"/feed.atom?{asked}").data)
    assert len(feed.findall(f"{ATOM}entry")) == min(total, LONGEST)
    assert numbers(feed.findtext(f"{ATOM}subtitle"), total) == (good, total)

    on_map = lxml.html.fromstring(client.get(f"/kort?{asked}").text)
    assert f"{good} indsats" in on_map.text_content() or good in {0, total}
    overview = lxml.html.fromstring(client.get(f"/overblik?{asked}").text)
    (counted_in,) = overview.xpath("//p[@class='weight-semibold'][contains(., 'talt med')]")
    assert f"{total} indsats" in counted_in.text_content()
    assert good == total or f"{good} af de {total} passer godt" in counted_in.text_content()


def numbers(said: str | None, total: int) -> tuple[int, int]:
    """How many fit well, and how many there are, as a sentence tells it."""
    told = re.sub(r"»[^«]*«", "", said or "")
    found = [int(one) for one in re.findall(r"(?<![\w-])\d+(?![\w-])", told.partition(". ")[0])]
    if "passer godt" in told:
        return found[0], sum(found[:2])
    return (0 if "måske" in told else total), found[0] if found else 0
