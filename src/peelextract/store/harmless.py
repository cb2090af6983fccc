"""Text that a spreadsheet shows and does not run.

Excel, LibreOffice and Google Sheets take a cell of a CSV file for a formula if it begins with
``=``, ``+``, ``-`` or ``@``, also behind a tab or a line break, and in their full-width forms
(OWASP, "CSV injection"). A report's bullet may begin with a dash, and its text is not ours.
"""

from __future__ import annotations

from typing import Any, Final

_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def runs(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text.startswith(_STARTS)


def harmless(value: Any) -> Any:
    """A value for a cell of a CSV file: text that would run begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and runs(value) else value
