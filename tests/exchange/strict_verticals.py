"""A strict reader of verticals: what a concordancer would take for structures and words."""

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import unescape

_TAG = re.compile(r'<(/?)(doc|text|p|s)((?: \w+="[^"<>]*")*)>')
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_ENTITIES = {"&quot;": '"'}
NESTING = {"doc": None, "text": None, "p": ("doc", "text"), "s": ("p",)}


@dataclass
class Sentence:
    id: str
    words: list[str] = field(default_factory=list)
    text: str = ""


def sentences(data: bytes) -> list[Sentence]:
    """The sentences in their order; anything that is not as it must be is an assertion that fails."""
    open_tags: list[str] = []
    found: list[Sentence] = []
    is_glued = True
    for line in data.decode().split("\n")[:-1]:
        assert line
        if line == "<g/>":
            assert open_tags[-1] == "s"
            is_glued = True
        elif not line.startswith("<"):
            assert open_tags[-1] == "s"
            assert "\t" not in line
            assert not re.search(r"&(?!(lt|gt|amp|quot);)|>", line)
            word = unescape(line, _ENTITIES)
            found[-1].words.append(word)
            found[-1].text += word if is_glued else f" {word}"
            is_glued = False
        else:
            match = _TAG.fullmatch(line)
            assert match, line
            if match[1]:
                assert open_tags.pop() == match[2]
                assert match[2] != "s" or found[-1].words
            else:
                parents = NESTING[match[2]]
                assert (not open_tags) if parents is None else open_tags[-1] in parents
                open_tags.append(match[2])
                if match[2] == "s":
                    stated = {
                        name: unescape(value, _ENTITIES) for name, value in _ATTRIBUTE.findall(match[3])
                    }
                    found.append(Sentence(stated["id"]))
                    is_glued = True
    assert not open_tags
    return found
