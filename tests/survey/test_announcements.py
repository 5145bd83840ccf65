"""Lines and prefixes that announce a version; the cases of whole lines are in `announcements.tsv`."""

from pathlib import Path

import pytest

from diptych.model import Document, Source
from diptych.survey import survey
from diptych.survey.announcements import Announcement, announcement

ROWS = [
    row.split("\t")
    for row in (Path(__file__).parent / "announcements.tsv").read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
]


@pytest.mark.parametrize(("line", "role", "language", "source"), ROWS, ids=[row[0] for row in ROWS])
def test_lines(line: str, role: str, language: str, source: str) -> None:
    assert announcement(line) == (Announcement(role, language, source) if role else None)


def surveyed(text: str) -> Document:
    return survey(Source("page.txt", text, "utf-8", "0" * 64))


def texts(document: Document, version: str) -> list[str]:
    return [
        block.span.of(document.source.text).strip() for block in document.blocks if block.version == version
    ]


FRENCH = [
    "SECRET",
    "Strasbourg, le 3 mars 1935",
    "Deux voyageurs venant de Kehl ont été arrêtés hier au pont du Rhin.",
    "Ils portaient des tracts. L'un d'eux a déclaré s'appeler Weber.",
    "Dufour",
]
ENGLISH = [
    "SECRET",
    "Strasbourg, March 3, 1935",
    "Two travellers coming from Kehl were arrested yesterday at the Rhine bridge.",
    "They were carrying leaflets. One of them stated that his name was Weber.",
    "Dufour",
]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("FR: ", "EN: "),
        ("[FRA] ", "[ENG] "),
        ("**Original :** ", "**Translation:** "),
        ("Texte français : ", "Traduction anglaise : "),
        ("【原文】", "【訳文】"),
    ],
)
def test_prefixes_of_paragraphs(french: str, english: str) -> None:
    pairs = zip(FRENCH, ENGLISH, strict=True)
    document = surveyed("".join(f"{french}{one}\n{english}{other}\n\n" for one, other in pairs))
    assert texts(document, "fr") == FRENCH
    assert texts(document, "en") == ENGLISH


def test_prefixes_of_speakers_are_none() -> None:
    speech = ["The grain must be sent in March. Nobody knows how.", "It will be sent. The trains are ready."]
    document = surveyed("".join(f"ED: {said}\nNO: {said}\n\n" for said in speech))
    assert all("announces" not in block.reason for block in document.blocks)


@pytest.mark.parametrize("head", ["Original\tÜbersetzung", "Русский\tDeutsch", "Подлинник\tПеревод"])
def test_heads_of_columns(head: str) -> None:
    rows = [
        ("Справка", "Vermerk"),
        ("О хлебозаготовках в Донбассе", "Über die Getreidebeschaffung im Donbass"),
        ("План выполнен на треть. Хлеба нет.", "Der Plan ist zu einem Drittel erfüllt. Es gibt kein Brot."),
        ("Секретарь райкома болен. Его заменяет Зуев.", "Der Sekretär ist krank. Ihn vertritt Sujew."),
        ("А. Зуев", "A. Sujew"),
    ]
    document = surveyed("\n".join([head, *("\t".join(row) for row in rows)]))
    assert texts(document, "ru") == [one for one, _ in rows]
    assert texts(document, "de") == [other for _, other in rows]
