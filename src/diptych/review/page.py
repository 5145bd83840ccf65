"""Pages made of templates."""

from importlib.resources import files
from typing import Any

from diptych.errors import ProjectError


def rendered(template: str, **values: Any) -> bytes:
    """A page; what stands in the values is escaped.

    Args:
        template: a file in `data/`.
        values: what the template names.

    Raises:
        ProjectError: Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment
    except ImportError:
        raise ProjectError(
            "the page needs Jinja2", hint="install it: pip install 'diptych[review]'"
        ) from None
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    text = files(__package__).joinpath("data", template).read_text("utf-8")
    return environment.from_string(text).render(**values).encode("utf-8", "replace")
