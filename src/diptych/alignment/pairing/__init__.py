"""Which of many documents in one language each translate each other.

    profiles -> collection -> candidates -> verdicts -> partners

Each document is looked at once (`profile`); what it has in common with all others says little (`collection`).
"""

from diptych.alignment.pairing.originals import Origin, origin
from diptych.alignment.pairing.partners import LEAST_SCORE, Alone, Group, Pairing, Translation, pair_profiles
from diptych.alignment.pairing.profiles import Fact, Profile, profile

__all__ = [
    "LEAST_SCORE",
    "Alone",
    "Fact",
    "Group",
    "Origin",
    "Pairing",
    "Profile",
    "Translation",
    "origin",
    "pair_profiles",
    "profile",
]
