"""From a version's paragraphs to sentences, as spans of the source."""

from diptych.sentences.division import divide
from diptych.sentences.proposals import Proposal, propose_abbreviations
from diptych.sentences.splitting import Decision, boundaries, explain, split

__all__ = ["Decision", "Proposal", "boundaries", "divide", "explain", "propose_abbreviations", "split"]
