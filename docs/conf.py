"""How the documents are made a site: `make docs`.

The documents are plain Markdown, so that they read as well on the host of the repository.
"""

from __future__ import annotations

import re
from importlib.metadata import version as version_of

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "comity"
author = "The comity contributors"
copyright = "The comity contributors. Code: MIT; texts, ontology and data: CC BY 4.0"  # noqa: A001 # Sphinx's own name
version = release = version_of("comity")
language = "en_GB"

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "substitution"]
myst_heading_anchors = 4
nitpicky = True

html_theme = "furo"
html_title = "comity"
html_static_path = ["_static"]
html_css_files = ["comity.css"]
html_favicon = "_static/favicon.svg"
html_logo = "_static/favicon.svg"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#1d5c8f",
        "color-brand-content": "#1d5c8f",
        "color-brand-visited": "#5b4a8a",
    },
    "dark_css_variables": {
        "color-brand-primary": "#7ab8ea",
        "color-brand-content": "#7ab8ea",
        "color-brand-visited": "#b7a6ea",
    },
}


_FOLDER = re.compile(r"\[([^\]]+)\]\(\.\./[^)\s]*/\)")


def setup(app: Sphinx) -> None:
    """Show tables of commas as plain text, and folders of the repository by their names.

    The highlighter knows no tables of commas, and the site has no folders to lead to.
    """
    app.add_lexer("csv", TextLexer)
    app.connect("source-read", _without_folders)


def _without_folders(_app: Sphinx, _page: str, source: list[str]) -> None:
    source[0] = _FOLDER.sub(r"\1", source[0])
