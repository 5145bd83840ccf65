"""What a person reads in a browser."""

from diptych.review.findings_page import findings_json, findings_page

__all__ = ["findings_json", "findings_page"]
