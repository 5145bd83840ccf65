"""From a version's paragraphs to sentences, as spans of the source."""

from typing import TYPE_CHECKING

from diptych.on_demand import on_demand

if TYPE_CHECKING:
    from diptych.sentences.division import divide
    from diptych.sentences.lexicon import base_language
    from diptych.sentences.patterns import BreakRule, break_rules, literal
    from diptych.sentences.proposals import Proposal, propose_abbreviations
    from diptych.sentences.rule_cutter import RuleCutter
    from diptych.sentences.splitting import Decision, boundaries, explain, split

__all__ = [
    "BreakRule",
    "Decision",
    "Proposal",
    "RuleCutter",
    "base_language",
    "boundaries",
    "break_rules",
    "divide",
    "explain",
    "literal",
    "propose_abbreviations",
    "split",
]

if not TYPE_CHECKING:  # a checker reads the imports above
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "division": ("divide",),
            "lexicon": ("base_language",),
            "patterns": ("BreakRule", "break_rules", "literal"),
            "proposals": ("Proposal", "propose_abbreviations"),
            "rule_cutter": ("RuleCutter",),
            "splitting": ("Decision", "boundaries", "explain", "split"),
        },
    )
