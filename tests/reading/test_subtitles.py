"""Subtitles: cues, sentences over cues, and what is no speech."""

import pytest

from diptych.alignment import align_document
from diptych.errors import ReadingError
from diptych.reading import read_bytes
from tests.reading.outlines import not_text, prepared, texts


def srt(*cues: str, gap: float = 3.0) -> str:
    return "\n".join(
        f"{n}\n00:00:{n * gap:06.3f} --> 00:00:{n * gap + 2:06.3f}\n{text}\n".replace(".", ",", 2)
        if "." not in text
        else f"{n}\n00:00:{n * gap:06.3f} --> 00:00:{n * gap + 2:06.3f}\n{text}\n"
        for n, text in enumerate(cues, start=1)
    )


CASES = {
    "over two cues": (
        ["Hand the papers", "to Comrade Orlov.", "Goodbye."],
        ["Hand the papers to Comrade Orlov.", "Goodbye."],
    ),
    "over two lines": (["We left\nat nine.", "It rained."], ["We left at nine.", "It rained."]),
    "a dash before each speech": (["- Did you go?\n- No.", "Why?"], ["Did you go?", "No.", "Why?"]),
    "a dash that is punctuation": (["He came\n— at last.", "We sat."], ["He came — at last.", "We sat."]),
    "tags": (
        ["<i>We left</i> at nine.", "{\\an8}It <font color='red'>rained</font>."],
        ["We left at nine.", "It rained."],
    ),
    "sounds": (["[MUSIC]", "[sighs] It rained.", "(door closes)", "♪ We left ♪"], ["It rained.", "We left"]),
    "two sentences in a cue": (["We left. It rained.", "Yes."], ["We left.", "It rained.", "Yes."]),
}


@pytest.mark.parametrize(("cues", "sentences"), CASES.values(), ids=CASES)
def test_sentences(cues, sentences):
    document = prepared(srt(*cues), "film.en.srt")
    assert [s.text for version in document.versions for s in version.sentences] == sentences
    assert sum("-->" in text for text in not_text(document)) == len(cues)


def test_cues_without_final_marks_are_sentences_each():
    document = prepared(srt("他今天不在这里", "我们明天再来", "他知道这件事吗"), "film.srt")
    assert texts(document) == {"zh": ["他今天不在这里", "我们明天再来", "他知道这件事吗"]}


def test_two_languages_in_each_cue():
    ru = [
        "Поезд уходит в девять.",
        "Вы взяли все бумаги?",
        "Он встретит вас на вокзале.",
        "Письма пишите мне.",
    ]
    en = ["The train leaves at nine.", "Do you have all the papers?", "He'll meet you there.", "Write to me."]
    document = prepared(srt(*map("{}\n{}".format, ru, en)), "film.srt")
    assert texts(document) == {"ru": ru, "en": en}
    assert [bead.kind for bead in align_document(document).alignments[0].beads] == ["1-1"] * 4


def test_lenient_forms():
    first = "\ufeff1\r\n0:0:1.5-->0:0:3,25 X1:100\r\nOne.\r\n\r\n\r\n"
    text = first + "7\r\n00:00:04,000 --> 00:00:05,000\r\n1958\r\nwas good.\r\n"
    document = prepared(text, "film.srt")
    assert [s.text for s in document.versions[0].sentences] == ["One.", "1958 was good."]
    assert [(cue.start, cue.end) for cue in document.source.cues] == [(1.5, 3.25), (4.0, 5.0)]


def test_a_file_without_time_codes():
    with pytest.raises(ReadingError, match="no time code"):
        read_bytes(b"1\nHello.\n", "film.srt")
