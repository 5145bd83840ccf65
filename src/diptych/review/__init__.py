"""What a person reads in a browser."""

from diptych.review.findings_page import findings_json, findings_page
from diptych.review.summary_page import summary_page
from diptych.review.summary_plots import summary_plots

__all__ = ["findings_json", "findings_page", "summary_page", "summary_plots"]
