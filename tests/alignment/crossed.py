"""Texts to be put in other orders: one in a language that the encoder knows, one in Georgian."""

from pathlib import Path

from .passages import read_passage

HARBOUR = read_passage(Path(__file__).parent / "texts" / "harbour.txt")
RUSSIAN, ENGLISH = HARBOUR.source, HARBOUR.target

PEOPLE = (
    ("გიორგი", "Giorgi"),
    ("ნინო", "Nino"),
    ("დავით", "Davit"),
    ("მარიამ", "Mariam"),
    ("ლევან", "Levan"),
    ("თამარ", "Tamar"),
    ("ზურაბ", "Zurab"),
    ("ქეთევან", "Ketevan"),
)
TOWNS = (
    ("ბათუმში", "Batumi"),
    ("გორში", "Gori"),
    ("ქუთაისში", "Kutaisi"),
    ("თელავში", "Telavi"),
    ("ფოთში", "Poti"),
)


def letters(count: int = 40) -> tuple[list[str], list[str]]:
    """Travels and letters in Georgian, which the encoder does not know, and in English."""
    georgian, english = [], []
    for k in range(count):
        (one, other), (here, there) = PEOPLE[3 * k % 8], TOWNS[2 * k % 5]
        year, weeks, day = 1850 + 7 * k % 40, k + 3, 5 * k % 31 + 1
        sentences = (
            (f"{one} {year} წელს {here} ჩავიდა.", f"In {year} {other} arrived in {there}."),
            (f"იქ {one} {weeks} კვირა დარჩა.", f"{other} stayed there for {weeks} weeks."),
            (f"წერილი {day} მაისს მოვიდა {here}.", f"The letter came to {there} on {day} May."),
        )
        georgian.append(sentences[k % 3][0])
        english.append(sentences[k % 3][1])
    return georgian, english


GEORGIAN, LETTERS = letters()
