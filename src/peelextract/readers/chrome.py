"""What of a page is furniture of the site and not the report."""

from __future__ import annotations

from typing import Final

from bs4 import BeautifulSoup, Tag

_NEVER: Final = frozenset(
    "script style noscript template nav form button svg iframe select input textarea img picture "
    "video audio canvas object embed map dialog head link meta hr".split()
)
_ROLES: Final = frozenset(
    ("navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar")
)
_OUTSIDE: Final = frozenset(("header", "footer", "aside"))
_LIST: Final = frozenset(("ul", "ol", "menu"))


def content_root(soup: BeautifulSoup) -> Tag:
    """The element that holds the report: the page's one article, its main part, or its body."""
    root: Tag = soup.body or soup
    for name in ("main", "article"):
        found = list(root.find_all(name))
        if not found and name == "main":
            found = list(root.find_all(role="main"))
        if len(found) == 1 and len(found[0].get_text()) > 0.5 * len(_own_text(root)):
            root = found[0]
    return root


def _own_text(root: Tag) -> str:
    """The text of an element without that of its scripts and menus."""
    return (
        "".join(
            child.get_text()
            for child in root.find_all(True, recursive=False)
            if not is_chrome(child)
        )
        or root.get_text()
    )


def is_chrome(tag: Tag) -> bool:
    """Whether an element is furniture: a menu, a banner, a form, a script, or hidden.

    A ``header``, ``footer`` or ``aside`` is furniture unless it stands inside the article or
    main part of a page, where pages use it for the head of a question or for a box. A list or
    a run of breadcrumbs whose words are links throughout is a menu.
    """
    name = tag.name
    if name in _NEVER:
        return True
    if name in _OUTSIDE and tag.find_parent(("article", "main", "section")) is None:
        return True
    if name == "figcaption" and tag.parent is not None and tag.parent.find("img") is not None:
        return True
    attributes = tag.attrs
    if attributes:
        if attributes.get("role") in _ROLES or "hidden" in attributes:
            return True
        if attributes.get("aria-hidden") == "true":
            return True
        style = attributes.get("style")
        if style and "display:none" in str(style).replace(" ", "").lower():
            return True
    return name in _LIST and _is_menu(tag)


def _is_menu(tag: Tag) -> bool:
    links = tag.find_all("a")
    if len(links) < 2:
        return False
    linked = sum(len(link.get_text(strip=True)) for link in links)
    return linked >= 0.8 * len(tag.get_text(strip=True))
