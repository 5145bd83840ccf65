"""How a term or a name was translated all over the corpus."""

from diptych.summary.terms.bitext import Bitext, bitexts
from diptych.summary.terms.renderings import How, Rendering
from diptych.summary.terms.tellings import Group, Told, told

__all__ = ["Bitext", "Group", "How", "Rendering", "Told", "bitexts", "told"]
