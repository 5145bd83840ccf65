"""What becomes of an alignment when a file comes back."""

import pytest

from diptych.errors import ExchangeError
from diptych.exchange import Returned, ReturnedBead, corrected, turned
from diptych.model import Bead, Role, Status
from diptych.tables import OPEN
from tests.exchange.parallels import LETTER, parallel, version

TEXT = parallel(
    "memo",
    version("ru", Role.ORIGINAL, ("А.", "Б.", "В."), ("Г.",), notes=("Так.",)),
    version("en", Role.TRANSLATION, ("A.", "B.", "C."), ("D.",), notes=("Thus.",)),
    Bead(("ru.p1.s1",), ("en.p1.s1",), 0.9, reason="runner-up 2-1 within .1"),
    Bead(("ru.p1.s2", "ru.p1.s3"), ("en.p1.s2",), 0.6),
    Bead(("ru.p1.s3",), ("en.p1.s3",), 0.4, Status.REJECTED),
    Bead((), ("en.p1.s3",), 0.5),
    Bead(("ru.p2.s1",), ("en.p2.s1",), 1.0, Status.CONFIRMED, "checked"),
    notes=(Bead(("ru.n1.s1",), ("en.n1.s1",), 0.8),),
)


def bead(written: str, status: str | None = None, reason: str | None = None, **more: object) -> ReturnedBead:
    """`1 2=3`: the first two Russian sentences with the third English one, `n1` for notes."""
    source, target = (
        tuple(f"{name}.{IDS[word]}" for word in side.split())
        for name, side in zip(("ru", "en"), written.split("="), strict=True)
    )
    return ReturnedBead(
        source, target, f"file, row {written}", status and Status(status), reason=reason, **more
    )  # type: ignore[arg-type]


IDS = {"1": "p1.s1", "2": "p1.s2", "3": "p1.s3", "4": "p2.s1", "n1": "n1.s1", "9": "p9.s9"}
NAMES = {id: name for name, id in IDS.items()}


def shown(beads: tuple[Bead, ...]) -> list[str]:
    """The beads as `bead` writes them, with status, an open row's marked by a `?`."""
    return sorted(
        "=".join(" ".join(NAMES[id.partition(".")[2]] for id in side) for side in (bead.source, bead.target))
        + (" ?" if bead.reason == OPEN else f" {bead.status}")
        for bead in beads
    )


AS_IT_WAS = ["1=1 auto", "2 3=2 auto", "3=3 rejected", "4=4 confirmed", "=3 auto"]

CASES = [
    # a bead that is there: only status and reason
    ([bead("1=1", "auto")], AS_IT_WAS, {}),
    ([bead("1=1")], AS_IT_WAS, {}),
    ([bead("3=3", "rejected"), bead("=3", "auto")], AS_IT_WAS, {}),
    ([bead("1=1", "confirmed")], ["1=1 confirmed", *AS_IT_WAS[1:]], {"confirmed": 1}),
    ([bead("1=1", "rejected")], ["1=1 rejected", *AS_IT_WAS[1:]], {"rejected": 1}),
    ([bead("1=1", "auto", "odd")], AS_IT_WAS, {"remarks changed": 1}),
    ([bead("1=1", "auto", "runner-up  2-1 within .1")], AS_IT_WAS, {}),
    # one with other sentences is a person's, others give way
    (
        [bead("2=2", "auto"), bead("3=3")],
        ["1=1 auto", "2=2 confirmed", "3=3 rejected", "4=4 confirmed", "=3 auto"],
        {"new": 1, "gave way": 1},
    ),
    (
        [bead("2=2"), bead("3=3", "confirmed")],
        ["1=1 auto", "2=2 confirmed", "3=3 confirmed", "4=4 confirmed"],
        {"new": 1, "gave way": 2, "confirmed": 1},
    ),
    (
        [bead("1 2=1", "auto", "mine")],
        ["1 2=1 confirmed", "3=3 rejected", "4=4 confirmed", "=2 ?", "=3 auto"],
        {"new": 1, "gave way": 2},
    ),
    (
        [bead("4=", "confirmed")],
        ["1=1 auto", "2 3=2 auto", "3=3 rejected", "4= confirmed", "=3 auto", "=4 ?"],
        {"new": 1, "gave way": 1},
    ),
    (
        [bead("1 3=1", "confirmed"), bead("2=", "confirmed")],
        ["1 3=1 confirmed", "2= confirmed", "3=3 rejected", "4=4 confirmed", "=2 ?", "=3 auto"],
        {"new": 2, "gave way": 2},
    ),
    # what is rejected
    ([bead("1=2", "rejected")], sorted([*AS_IT_WAS, "1=2 rejected"]), {"rejected": 1}),
    (
        [bead("2 3=2", "rejected"), bead("2 3=2 3", "confirmed")],
        ["1=1 auto", "2 3=2 3 confirmed", "2 3=2 rejected", "3=3 rejected", "4=4 confirmed"],
        {"rejected": 1, "new": 1, "gave way": 1},
    ),
    # a decision is given up by what the file itself decides
    (
        [bead("=4", "confirmed"), bead("2 3=2", "auto"), bead("4=3", "auto")],
        ["1=1 auto", "2 3=2 auto", "3=3 rejected", "4=3 confirmed", "=4 confirmed"],
        {"new": 2, "gave way": 2},
    ),
    (
        [bead("4=4", "rejected"), bead("4=3", "auto")],
        ["1=1 auto", "2 3=2 auto", "3=3 rejected", "4=3 confirmed", "4=4 rejected"],
        {"rejected": 1, "new": 1, "gave way": 1},
    ),
    # the same word twice is one
    (
        [bead("1=1", "confirmed"), bead("1=1", "confirmed")],
        ["1=1 confirmed", *AS_IT_WAS[1:]],
        {"confirmed": 1},
    ),
    # ids are put in text order
    ([bead("3 2=2")], AS_IT_WAS, {}),
    # notes
    ([bead("n1=n1", "auto")], AS_IT_WAS, {}),
]


@pytest.mark.parametrize(("given", "after", "changes"), CASES)
def test_what_a_file_says_is_taken_over(
    given: list[ReturnedBead], after: list[str], changes: dict[str, int]
) -> None:
    found = corrected(TEXT, [Returned("memo", "ru", "en", given)])
    assert (shown(found.beads), dict(found.changes)) == (sorted(after), changes)
    assert found.remarks == ()


def test_several_may_each_correct_a_part() -> None:
    one = [bead("1=1", "confirmed"), bead("2 3=2", "auto"), bead("=3", "auto"), bead("4=4", "confirmed")]
    other = [bead("1=1", "auto"), bead("2=2", "auto"), bead("3=3", "confirmed"), bead("4=4", "auto")]
    found = corrected(TEXT, [Returned("memo", "ru", "en", one), Returned("memo", "ru", "en", other)])
    assert shown(found.beads) == ["1=1 confirmed", "2=2 confirmed", "3=3 confirmed", "4=4 confirmed"]


SILENT = [
    [bead("4=4", "auto", "odd")],
    [bead("3=3", "auto")],
    [bead("4=", "auto")],
    [bead("4=")],
    [bead("4=3", "auto"), bead("=4", "auto")],
]


@pytest.mark.parametrize("given", SILENT)
def test_only_a_decision_overrules_a_decision(given: list[ReturnedBead]) -> None:
    found = corrected(TEXT, [Returned("memo", "ru", "en", given)])
    assert (shown(found.beads), dict(found.changes)) == (sorted(AS_IT_WAS), {})
    (remark,) = found.remarks
    more = " and 1 more" if len(given) > 1 else ""
    assert remark.startswith(f"{given[0].where}{more}: is not decided there, and a person has decided")


def test_two_that_decide_otherwise_are_told_of_each_other() -> None:
    files = [Returned("memo", "ru", "en", [bead(written)]) for written in ("2=2", "2=3")]
    with pytest.raises(ExchangeError, match=r"row 2=3: ru\.p1\.s2 stands already in file, row 2=2"):
        corrected(TEXT, files)


def test_a_decision_is_sure_and_keeps_its_remark() -> None:
    found = corrected(
        TEXT, [Returned("memo", "ru", "en", [bead("1=2", None, "mine"), bead("4=4", "confirmed", "")])]
    )
    kept = {shown((one,))[0]: one for one in found.beads}
    assert (kept["1=2 confirmed"].confidence, kept["1=2 confirmed"].reason) == (1.0, "mine")
    assert kept["4=4 confirmed"].reason == ""


WHOLE = [
    ([bead("1=1"), bead("2 3=2"), bead("=3"), bead("4=4")], AS_IT_WAS, False),
    ([bead("1=1"), bead("2="), bead("3="), bead("=2"), bead("=3"), bead("4=4")], AS_IT_WAS, True),
    ([bead("n1="), bead("=n1")], AS_IT_WAS, False),
    (
        [bead("1=1"), bead("2=2"), bead("3="), bead("=3"), bead("4="), bead("=4")],
        ["1=1 auto", "2=2 confirmed", *AS_IT_WAS[2:]],
        True,
    ),
]


@pytest.mark.parametrize(("given", "after", "is_told"), WHOLE)
def test_a_sentence_alone_in_a_whole_alignment_may_not_have_been_asked_for(
    given: list[ReturnedBead], after: list[str], is_told: bool
) -> None:
    found = corrected(TEXT, [Returned("memo", "ru", "en", given, is_complete=True)])
    assert shown(found.beads) == sorted(after)
    assert ["alone" in remark for remark in found.remarks] == [True] * is_told


REFUSED = [
    ([bead("9=1")], r"^file, row 9=1: 'ru\.p9\.s9' is no sentence of 'ru'"),
    ([bead("=")], "row =: names no sentence"),
    ([bead("1 1=1")], r"row 1 1=1: names ru\.p1\.s1 twice"),
    ([bead("1=n1")], "row 1=n1: joins a footnote with the text"),
    ([bead("1=1"), bead("1 2=2")], r"row 1 2=2: ru\.p1\.s1 stands already in file, row 1=1"),
    ([bead("1 3=1")], r"row 1 3=1: leaves out ru\.p1\.s2 in its middle"),
    ([bead("4=1 3 4", "confirmed")], r"row 4=1 3 4: leaves out en\.p1\.s2 in its middle"),
    ([bead("1=1", "auto"), bead("1=1", "confirmed")], "says otherwise of the bead of file, row 1=1"),
]


@pytest.mark.parametrize(("given", "message"), REFUSED)
def test_what_does_not_fit_is_refused_with_its_place(given: list[ReturnedBead], message: str) -> None:
    with pytest.raises(ExchangeError, match=message):
        corrected(TEXT, [Returned("memo", "ru", "en", given)])


REMARKS = [
    (bead("1=1", words=("А.", "Another.")), "file, row 1=1: the words are not those of the corpus"),
    (bead("n1=", "confirmed"), "file, row n1=: footnotes cannot be corrected"),
    (bead("n1=n1", "rejected"), "file, row n1=n1: footnotes cannot be corrected"),
]


@pytest.mark.parametrize(("given", "remark"), REMARKS)
def test_what_is_not_taken_over_is_told(given: ReturnedBead, remark: str) -> None:
    found = corrected(TEXT, [Returned("memo", "ru", "en", [given])])
    assert shown(found.beads) == AS_IT_WAS
    assert [one.startswith(remark) for one in found.remarks] == [True]


@pytest.mark.parametrize("words", [("А.", ""), ("", ""), (" А.\u00a0", "A\x02.\n")])
def test_white_space_and_what_xml_forbids_make_no_other_words(words: tuple[str, str]) -> None:
    assert not corrected(TEXT, [Returned("memo", "ru", "en", [bead("1=1", words=words)])]).remarks


OLD_WORDS = [
    bead("1 2 3=1", words=("А.", "A.")),
    bead("1 2 3=1", words=("А. Б. В.", "A.")),
    bead("1 2 3=1", words=("Б.В.", "A.")),
    bead("2=2", words=("Б. В.", "B.")),
    bead("3=", words=("Б. В.", "B.")),
    bead("2=3", words=("Б. В.", "B.")),
]


@pytest.mark.parametrize("given", OLD_WORDS)
def test_words_left_beside_ids_that_were_joined_or_cut_are_no_other_words(given: ReturnedBead) -> None:
    assert not corrected(TEXT, [Returned("memo", "ru", "en", [given])]).remarks


@pytest.mark.parametrize("words", ["А. Б", "Г.", "Б. А.", "А. Б. В. Г."])
def test_words_of_other_sentences_or_of_a_part_are_told(words: str) -> None:
    found = corrected(TEXT, [Returned("memo", "ru", "en", [bead("1 2 3=1", words=(words, "A."))])])
    assert ["the words" in remark for remark in found.remarks] == [True]


def test_turned_twice_is_as_it_was() -> None:
    one = Returned("letter", "ru", "en", [bead("1=1 2", words=("А.", "A. B."))])
    other = turned(one)
    assert (other.source, other.target, other.beads[0].words) == ("en", "ru", ("A. B.", "А."))
    assert turned(other) == one


def test_nothing_said_is_nothing_changed() -> None:
    found = corrected(LETTER, [])
    assert (found.changes, found.remarks) == ({}, ())
