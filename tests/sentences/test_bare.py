"""What of a sentence is compared with its translation: its words without an editor's comments."""

import pytest

from diptych.model import Source
from diptych.pipeline import prepare
from diptych.sentences.bare import bare_texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy [i.e. Mr Lane] has left the city [sic] today.", "The envoy has left the city today."),
        ("The [illegible] envoy has gone to town (...) again.", "The envoy has gone to town again."),
        ("The envoy has left [Translator's note: or fled].", "The envoy has left ."),
        ("The Pres[ident] has left the [old] town[?] today.", None),
        ("The envoy has left the city [crossed out: at once] today.", None),
        ("The envoy has left the city today.", None),
        ("[Translator's note: the word is vague.]", None),
    ],
)
def test_comments_are_left_out(text: str, expected: str | None) -> None:
    page = f"The council met in the old town hall at noon. Nobody spoke of the war.\n\n{text}\n"
    document = prepare(Source("page.txt", page, "utf-8", "0" * 64))
    found = [bare for version in document.versions for bare in bare_texts(document, version).values()]
    assert found == ([expected] if expected else [])
