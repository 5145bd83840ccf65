"""Notes of several versions below each other: each belongs to the version that it is written in."""

import pytest

from diptych.model import Kind, Source
from diptych.survey import survey

PAGE = """\
Weber osserva che «senza carbone non si va avanti»[1]. Chiede che Roma sia informata entro il mese.

La seduta è tolta alle ore diciotto e trenta, dopo una lunga discussione sul bilancio.

Weber bemerkt, „ohne Kohle geht es nicht weiter“[1]. Er bittet, Rom noch in diesem Monat zu unterrichten.

Die Sitzung wird um halb sieben Uhr abends nach langer Aussprache über den Haushalt geschlossen.

"""
ITALIAN, GERMAN = "[1] Così nel testo stenografico.", "[1] So in der stenographischen Aufzeichnung."


@pytest.mark.parametrize("notes", [(ITALIAN, GERMAN), (GERMAN, ITALIAN)])
def test_notes_with_one_label_are_told_apart_by_their_language(notes: tuple[str, str]) -> None:
    text = PAGE + "\n\n".join(notes) + "\n"
    document = survey(Source("verbale.txt", text, "utf-8", "0" * 64))
    found = {
        block.span.of(text).strip(): block.version for block in document.blocks if block.kind is Kind.NOTE
    }
    assert found == {ITALIAN.removeprefix("[1] "): "it", GERMAN.removeprefix("[1] "): "de"}
