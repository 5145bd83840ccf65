"""Plain text: as many lines in each file, none blank, whatever a reader takes for a line."""

from dataclasses import replace

from diptych.exchange.moses import write_moses
from diptych.model import Bead
from tests.exchange.parallels import HOSTILE, LETTER, TELEGRAM


def test_all_files_have_the_same_lines_and_none_is_blank() -> None:
    files = write_moses([LETTER, HOSTILE, TELEGRAM]).files
    for pair, sides in (("ru-en", ("ru", "en", "ids")), ("zh-en", ("zh", "en", "ids"))):
        lines = [files[f"corpus.{pair}.{side}"].decode().splitlines() for side in sides]
        assert len({len(side) for side in lines}) == 1
        assert all(line.strip() for side in lines for line in side)
        assert [len(side) for side in lines] == [
            files[f"corpus.{pair}.{side}"].count(b"\n") for side in sides
        ]


def test_a_unit_stands_on_one_line() -> None:
    files = write_moses([LETTER]).files
    assert files["corpus.ru-en.ru"].decode().splitlines()[1] == "Получил Ваше письмо от 4 мая. Благодарю."
    assert files["corpus.ru-en.ids"].decode().splitlines()[1] == (
        "ru/letter.xml\ten/letter.xml\tru.p2.s1 ru.p2.s2\ten.p2.s1\t0.910"
    )


def test_what_has_no_translation_is_reported() -> None:
    assert [loss.bead for loss in write_moses([LETTER]).losses] == ["letter.ru-en.3", "letter.ru-en.4"]


def test_ends_of_lines_are_reported_once_a_bead() -> None:
    losses = [str(loss) for loss in write_moses([HOSTILE]).losses]
    assert losses == [
        "a b&c.ru-en.8: U+D83D taken out, it is half a character",
        "a b&c.ru-en.15: U+0085, U+2028, U+2029 written as a blank, it ends a line",
    ]


def test_two_versions_in_one_language_have_a_file_each() -> None:
    unit = replace(LETTER.units[0], bead=Bead(("ru.p1.s1",), ("ru.p1.s1",), 1.0))
    text = replace(LETTER, target=LETTER.source, units=(unit,))
    assert set(write_moses([text]).files) == {"corpus.ru-ru.ru", "corpus.ru-ru.ru2", "corpus.ru-ru.ids"}
