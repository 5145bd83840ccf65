"""Dictionaries in every format: what is read of them, what is refused, and what they do for an alignment."""

import gzip
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.alignment import Match, align_texts, evaluate
from diptych.alignment.dictionaries.dictionary import Dictionary, read_dictionary
from diptych.alignment.dictionaries.translations import translations
from diptych.errors import AlignmentError

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

ARTICLES = {
    "00databaseshort": "German-English FreeDict Dictionary ver. 1\n",
    "haus": "Haus /hˈaʊs/ <neut, n, sg>\n [archi.] house <n>, building (large) <n>\n   Synonym: {Gebäude}\n",
    "sichverlaufen": "sich verlaufen /zɪç/ <v>\n1. get lost\nden Weg verlieren\n2. pass; go off\n",
    "ü": 'Ü\nthe letter ü\n         Note: rare\n      "Ü wie Übel" - as in "Übel"\n',
    "katze": "cat\n",
    "leer": "leer /leːɐ̯/ <adj>\n",
}
CONCEPTS = {
    (("Haus",), ("house", "building")),
    (("sich verlaufen",), ("get lost", "pass", "go off")),
    (("Ü",), ("the letter ü",)),
    (("katze",), ("cat",)),
}
TSV = "# of ours\nde\tEnglish\nHaus\thouse; building, hut (small)\tarchitecture\n\nKatze\tcat\nleer\t\n"
TBX_3 = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1"><langSec xml:lang="de-AT"><termSec><term>Haus</term></termSec>
<termSec><term>Gebäude</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>hou<hi>se</hi></term></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>maison, la</term></termSec></langSec></conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="fr"><termSec><term>chat</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>cat</term></termSec></langSec></conceptEntry>
<conceptEntry id="c3"><langSec xml:lang="fr"><termSec><term>seul</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""
TBX_2 = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body><termEntry><langSet xml:lang="hu"><tig><term>ház</term></tig>
</langSet><langSet xml:lang="en"><ntig><termGrp><term>house</term></termGrp></ntig></langSet></termEntry>
</body></text></martif>"""


def base_64(number: int) -> str:
    digits = DIGITS[number % 64]
    while number := number // 64:
        digits = DIGITS[number % 64] + digits
    return digits


def write_dictd(folder: Path, name: str = "words", packed: bool = True, index: str = "") -> Path:
    data, lines = b"", []
    for headword, article in ARTICLES.items():
        lines.append(f"{headword}\t{base_64(len(data))}\t{base_64(len(article.encode()))}\n")
        data += article.encode()
    (folder / f"{name}.index").write_text("".join(lines) + index)
    articles = folder / f"{name}.dict{'.dz' if packed else ''}"
    articles.write_bytes(gzip.compress(data) if packed else data)
    return folder / f"{name}.index"


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("named", ["words.index", "words", "words.dict"])
def test_dictd(tmp_path: Path, packed: bool, named: str) -> None:
    write_dictd(tmp_path, packed=packed)
    found = read_dictionary(tmp_path / (named + ".dz" * (packed and named.endswith("dict"))))
    assert found.languages == ("de", "en")
    assert set(found.concepts) == CONCEPTS


def test_a_table(tmp_path: Path) -> None:
    found = read_dictionary(write(tmp_path, "words.tsv", TSV))
    assert found.languages == ("de", "en")
    assert found.concepts == ((("Haus",), ("house", "building", "hut")), (("Katze",), ("cat",)))


@pytest.mark.parametrize(
    ("name", "text", "languages"),
    [
        ("words.tsv", "Haus\thouse\n", ("und", "und")),
        ("freedict-deu-eng.txt", "Haus\thouse\n", ("de", "en")),
        ("my-own.tsv", "Haus\thouse\n", ("und", "und")),
        ("words.tsv", "fr\tde\ten\tnote\nmaison\tHaus\thouse\told\n", ("fr", "de", "en")),
    ],
)
def test_languages_of_a_table(tmp_path: Path, name: str, text: str, languages: tuple[str, ...]) -> None:
    found = read_dictionary(write(tmp_path, name, text))
    assert found.languages == languages
    assert len(found.concepts) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_tables_as_spreadsheets_save_them(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "a.tsv", TSV.replace("\n", "\r\n").encode(encoding))
    assert len(read_dictionary(path).concepts) == 2


def test_tbx_of_the_third_edition(tmp_path: Path) -> None:
    found = read_dictionary(write(tmp_path, "a.tbx", TBX_3))
    assert found.languages == ("de", "en", "fr")
    assert found.concepts == ((("Haus", "Gebäude"), ("house",), ("maison, la",)), ((), ("cat",), ("chat",)))


def test_tbx_of_the_second_edition(tmp_path: Path) -> None:
    found = read_dictionary(write(tmp_path, "a.xml", TBX_2))
    assert (found.languages, found.concepts) == (("hu", "en"), ((("ház",), ("house",)),))


BOMB = (
    '<!DOCTYPE tbx [<!ENTITY a "'
    + "ha" * 1000
    + '">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 99}">' for a, b in zip("abcdef", "bcdefg", strict=True))
    + "]>"
)


def test_entities_of_a_tbx_stay_shut(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.txt", "secret")
    text = TBX_3.replace('<?xml version="1.0"?>', BOMB).replace("seul", "&g;").replace("chat", "&g;")
    try:
        found = read_dictionary(write(tmp_path, "a.tbx", text))
        assert sum(len(term) for concept in found.concepts for terms in concept for term in terms) < 100
    except AlignmentError as refused:  # newer parsers
        assert "not well-formed XML" in str(refused)  # noqa: PT017
    outside = f'<!DOCTYPE tbx [<!ENTITY g SYSTEM "{secret.as_uri()}">]>'
    text = TBX_3.replace('<?xml version="1.0"?>', outside).replace("chat", "&g;")
    found = read_dictionary(write(tmp_path, "b.tbx", text))
    assert "secret" not in str(found.concepts)


def damaged(folder: Path) -> Path:
    path = write_dictd(folder)
    packed = folder / "words.dict.dz"
    packed.write_bytes(packed.read_bytes()[:-20])
    return path


def scrambled(folder: Path) -> Path:
    path = write_dictd(folder)
    packed = folder / "words.dict.dz"
    data = bytearray(packed.read_bytes())
    data[20:60] = bytes(40)
    packed.write_bytes(data)
    return path


def not_utf_8(folder: Path) -> Path:
    write(folder, "words.index", "haus\tA\tE\n")
    write(folder, "words.dict", "für\n".encode("latin-1"))
    return folder / "words.index"


def without_articles(folder: Path) -> Path:
    path = write_dictd(folder)
    (folder / "words.dict.dz").unlink()
    return path


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "bad base 64": (
        lambda f: write_dictd(f, index="x\tA!\tB\n"),
        "words.index:7: not a line of a dictd index",
    ),
    "two columns": (lambda f: write_dictd(f, index="x\tA\n"), "words.index:7: not a line of a dictd index"),
    "empty number": (lambda f: write_dictd(f, index="x\t\tA\n"), "not a line of a dictd index"),
    "beyond the end": (lambda f: write_dictd(f, index="x\tA\t////\n"), "beyond the end of the dictionary"),
    "huge offset": (lambda f: write_dictd(f, index=f"x\t{'/' * 12}\tB\n"), "beyond the end"),
    "cut off": (damaged, "words.dict.dz: the packed dictionary is damaged"),
    "scrambled": (scrambled, "words.dict.dz: the packed dictionary is damaged"),
    "articles in another encoding": (not_utf_8, "words.dict: an article is not UTF-8"),
    "articles missing": (without_articles, "words.dict: cannot be read: No such file"),
    "one column": (lambda f: write(f, "a.tsv", "de\ten\nHaus house\n"), "a.tsv:2: one column only"),
    "a lone byte order mark": (lambda f: write(f, "a.tsv", b"\xef\xbb\xbf"), "a.tsv: no entry was found"),
    "empty": (lambda f: write(f, "a.tsv", b""), "a.tsv: no entry was found"),
    "a header alone": (lambda f: write(f, "a.tsv", "de\ten\n"), "a.tsv: no entry was found"),
    "bytes": (lambda f: write(f, "a.tsv", bytes(range(256)) * 9), "a.tsv: not a dictionary"),
    "other XML": (
        lambda f: write(f, "a.tbx", "<TEI><text/></TEI>"),
        "a.tbx: not a TBX file: its root is 'TEI'",
    ),
    "broken XML": (lambda f: write(f, "a.tbx", TBX_3[:-30]), "a.tbx:9: not well-formed XML"),
    "one language": (
        lambda f: write(f, "a.tbx", TBX_2.replace('"hu"', '"en"')),
        "a.tbx: no entry was found",
    ),
    "nothing there": (lambda f: f / "a.tsv", "a.tsv: cannot be read: No such file"),
    "a folder": (lambda f: f, "not a file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_named(tmp_path: Path, name: str) -> None:
    make, message = REFUSED[name]
    with pytest.raises(AlignmentError) as caught:
        read_dictionary(make(tmp_path))
    assert message in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(AlignmentError, match="not a file"):
        read_dictionary(tmp_path / "pipe")


def test_a_dictionary_is_read_once_until_it_changes(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tsv", TSV)
    first = read_dictionary(path)
    assert read_dictionary(path) is first
    write(tmp_path, "a.tsv", TSV + "Hund\tdog\n")
    assert read_dictionary(path).digest != first.digest


def dictionary(*entries: tuple[str, str], languages: tuple[str, str] = ("und", "und")) -> Dictionary:
    return Dictionary("a.tsv", languages, tuple(((one,), (other,)) for one, other in entries), "")


def found(entries: list[tuple[str, str]], source: str, target: str) -> list[set[str]]:
    return [set(keys[0]) for keys in translations([dictionary(*entries)], ("und", "und"), [source], [target])]


@pytest.mark.parametrize(
    ("entry", "source", "target"),
    [
        (("Haus", "house"), "Das Haus ist alt.", "The house is old."),
        (("house", "Haus"), "Das Haus ist alt.", "The house is old."),
        (("Verhandlung", "negotiation"), "Die Verhandlungen ruhen.", "Negotiations rest."),
        (("ёлка", "fir"), "Стоит елка.", "There is a fir."),
        (("élève", "pupil"), "L'e\u0301le\u0300ve dort.", "The pupil sleeps."),
        (("会議", "meeting"), "明日の会議です。", "There is a meeting tomorrow."),
        (("पुस्तक", "book"), "यह पुस्तक है", "This is a book"),
    ],
)
def test_words_that_are_found(entry: tuple[str, str], source: str, target: str) -> None:
    one, other = found([entry], source, target)
    assert one == other
    assert len(one) == 2


@pytest.mark.parametrize(
    ("entry", "source", "target"),
    [
        (("Haus", "house"), "Das Haus ist alt.", "The hut is old."),
        (("auf dem Weg", "on the way"), "auf dem Weg", "on the way"),
        (("会議", "meeting"), "会は議", "meeting"),
        (("…", "!"), "…", "!"),
    ],
)
def test_words_that_are_not(entry: tuple[str, str], source: str, target: str) -> None:
    assert found([entry], source, target) == [set(), set()]


def test_what_goes_without_saying_is_not_looked_for() -> None:
    verbs = [(f"to {DIGITS[k]}{DIGITS[k]}k", f"verb{DIGITS[k]}") for k in range(26)]
    one, other = found([*verbs, ("to run", "laufen")], "They run.", "Sie laufen.")
    assert one == other != set()


def test_a_word_counts_once_however_many_translations_it_has() -> None:
    entries = [("Haus", "house"), ("Haus", "building"), ("Haus", "home"), ("Heim", "home")]
    one, other = found(entries, "Das Haus.", "A house, a building, a home.")
    assert len(one & other) == 4  # the word, and three translations; each of these weighs half


def test_a_dictionary_of_other_languages_is_refused() -> None:
    wrong = dictionary(("chat", "gato"), languages=("fr", "es"))
    with pytest.raises(AlignmentError, match=r"a\.tsv: the dictionary is fr-es, the texts are de and en"):
        align_texts(["Haus"], ["house"], "de", "en", dictionaries=[wrong])
    assert align_texts(["Haus"], ["house"], "fr", "es", dictionaries=[wrong])
    assert align_texts(["Haus"], ["house"], "es-MX", "und", dictionaries=[wrong])


def invented_texts(seed: int = 3) -> tuple[list[str], list[str], list[Match], Dictionary]:
    """Texts in two languages that nobody knows, which share nothing, with sentences joined and left out."""
    chance = random.Random(seed)
    syllables = ("".join(pair) for pair in zip("bdfglmnprstv" * 5, "aeiou" * 12, strict=True))
    heard = list(syllables)

    def word() -> str:
        return "".join(chance.choices(heard, k=chance.randint(1, 4)))

    meanings = [(word(), word()) for _ in range(400)]
    source, target, gold = [], [], []
    for _ in range(120):
        many = chance.choice((1, 1, 1, 2))
        groups = [chance.choices(meanings, k=chance.randint(4, 6)) for _ in range(many)]
        if chance.random() < 0.15:
            gold.append(Match((), (len(target),), 1.0))
            target.append(" ".join(other for _, other in groups[0]))
            continue
        sentences = [" ".join(one for one, _ in group) + "." for group in groups]
        gold.append(Match(tuple(range(len(source), len(source) + len(sentences))), (len(target),), 1.0))
        source += sentences
        shuffled = [other for group in groups for _, other in group]
        chance.shuffle(shuffled)
        target.append(" ".join(shuffled) + ".")
    known = dictionary(*chance.sample(meanings, 300))
    return source, target, gold, known


def test_a_dictionary_shows_the_way_through_languages_that_nobody_knows() -> None:
    source, target, gold, known = invented_texts()
    without = evaluate(gold, align_texts(source, target))
    with_it = evaluate(gold, align_texts(source, target, dictionaries=[known]))
    assert without.strict.f1 < 0.5
    assert with_it.strict.f1 > 0.9
    assert with_it.lax.f1 > 0.98


def test_the_same_dictionaries_give_the_same_matches_in_any_order() -> None:
    source, target, _, known = invented_texts(4)
    other = dictionary(*((b[0], a[0]) for a, b in known.concepts[:100]))
    once = align_texts(source, target, dictionaries=[known, other])
    assert align_texts(source, target, dictionaries=[other, known]) == once
    assert align_texts(source, target, dictionaries=[known, known]) == align_texts(
        source, target, dictionaries=[known]
    )


@pytest.mark.parametrize("text", ["", "\ud800", "word " * 50_000])
def test_odd_sentences_are_looked_up(text: str) -> None:
    assert align_texts([text, "Haus"], ["house"], dictionaries=[dictionary(("Haus", "house"))])
