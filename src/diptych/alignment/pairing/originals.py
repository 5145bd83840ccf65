"""Which of several documents that translate each other is the original."""

from collections.abc import Sequence
from dataclasses import dataclass

from diptych.alignment.pairing.filenames import take_apart
from diptych.alignment.pairing.profiles import Profile
from diptych.alignment.pairing.tongues import tongue
from diptych.model import UNKNOWN_LANGUAGE

UNSTATED = "nothing says which is the original; this one is the first by file name"


@dataclass(frozen=True, slots=True)
class Origin:
    """The original of some documents.

    Attributes:
        place: of the original among them; none where they are all translations of a text that is not there.
        reason: what decided.
        missing: language of the original that is not there; else empty.
    """

    place: int | None
    reason: str
    missing: str = ""


def origin(profiles: Sequence[Profile]) -> Origin:
    """Finds the original of documents that stand in the order of their file names."""
    languages = [tongue(profile.language) for profile in profiles]
    for profile in profiles:
        if profile.missing and profile.missing != UNKNOWN_LANGUAGE:
            if tongue(profile.missing) not in languages:
                said = f"{profile.name} names the original's language, which is that of no file"
                return Origin(None, said, profile.missing)
            place = languages.index(tongue(profile.missing))
            return Origin(place, f"{profile.name} names its language as the original's")
    stated = [place for place, profile in enumerate(profiles) if profile.original]
    if len(stated) == 1:
        return Origin(stated[0], "its own page names its language as the original's")
    others = [place for place, profile in enumerate(profiles) if not profile.translated]
    if len(others) == 1:
        return Origin(others[0], "the others say that they are translations")
    plain = [k for k, p in enumerate(profiles) if not take_apart(p.name, p.language).marked]
    if len(plain) == 1 and plain[0] in (others or plain):
        return Origin(plain[0], "its file name names no language, as the others do")
    return Origin(others[0] if others else 0, UNSTATED)
