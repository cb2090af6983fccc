"""One report in many mark-ups and typed copies: each gives the same findings."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from functools import cache
from html import escape

import pytest

from peelextract import extract
from peelextract.report import Report

PROSE = (
    "The force listens to its communities, and every officer knows what matters to them. It has a "
    "plan for each neighbourhood and follows it in its daily work."
)
INTRODUCTION = (
    "We set out our detailed findings below. These are the basis for our judgment of the force’s "
    "performance in this area."
)
REPORT: list[tuple[str, list[str]]] = [
    ("h1", ["Kent PEEL 2018"]),
    ("h2", ["Effectiveness"]),
    ("h2", ["How effectively does the force reduce crime and keep people safe?"]),
    ("p", ["Last updated 02/05/2019"]),
    ("grade", ["Good"]),
    ("p", [f"Kent Police is good at reducing crime. {PROSE}"]),
    ("h2", ["Questions for Effectiveness"]),
    ("p", ["1"]),
    (
        "h3",
        [
            "How effective is the force at preventing crime, tackling anti-social behaviour and "
            "keeping people safe?"
        ],
    ),
    ("grade", ["Requires improvement"]),
    ("label", ["Areas for improvement"]),
    (
        "ul",
        [
            "The force should improve how it listens to people.",
            "The force should make sure that its plans for patrols are reviewed in good time.",
        ],
    ),
    ("p", [INTRODUCTION]),
    ("h4", ["Prioritising crime prevention"]),
    ("p", [f"The force needs to do more to explain its plans. {PROSE}"]),
    ("h4", ["Protecting the public from crime"]),
    ("p", [PROSE]),
    ("p", ["2"]),
    ("h3", ["How effective is the force at investigating crime and reducing re-offending?"]),
    ("grade", ["Inadequate"]),
    ("label", ["Cause of concern"]),
    ("p", ["The force doesn’t investigate crime well enough. This puts victims at risk of harm."]),
    ("label", ["Recommendations"]),
    ("p", ["Within three months, the force should:"]),
    ("ul", ["train its investigators; and", "supervise their work."]),
    ("label", ["Areas for improvement"]),
    (
        "ul",
        ["The force should make sure that it takes statements from victims who want to give one."],
    ),
    ("p", [INTRODUCTION]),
    ("h4", ["Investigation quality"]),
    ("p", [PROSE]),
    ("p", ["The force:"]),
    ("ul", ["has 45 detectives; and", "wants ten more."]),
    ("h4", ["Catching criminals"]),
    ("p", [PROSE]),
]
HEADINGS = ("h1", "h2", "h3", "h4", "label", "grade")


def element(tag: str, words: list[str]) -> str:
    if tag == "ul":
        return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in words) + "</ul>"
    name = {"label": "h4", "grade": "p"}.get(tag, tag)
    return f"<{name}>{escape(words[0])}</{name}>"


def page(write: Callable[[str, list[str]], str]) -> str:
    body = "".join(write(tag, words) for tag, words in REPORT)
    return f"<html><head><title>Kent PEEL 2018</title></head><body>{body}</body></html>"


def bold(tag: str, words: list[str]) -> str:
    return f"<p><b>{escape(words[0])}</b></p>" if tag in HEADINGS else element(tag, words)


def divs(bullet: str) -> Callable[[str, list[str]], str]:
    return lambda _, words: "".join(
        f"<div><div>{bullet if len(words) > 1 else ''}{escape(w)}</div></div>" for w in words
    )


def listed(form: str, join: str, around: str) -> Callable[[str, list[str]], str]:
    def write(tag: str, words: list[str]) -> str:
        if tag != "ul":
            return element(tag, words)
        return around.format(join.join(form.format(escape(item)) for item in words))

    return write


def boxed(name: str) -> str:
    """Labels that follow each other in one element with what belongs to them."""
    parts: list[str] = []
    opened = False
    for n, (tag, words) in enumerate(REPORT):
        if tag == "label" and not opened:
            parts.append(f"<{name}>")
            opened = True
        parts.append(element(tag, words))
        if opened and tag == "ul" and REPORT[n + 1][0] != "label":
            parts.append(f"</{name}>")
            opened = False
    return "<html><body><main>" + "".join(parts) + "</main></body></html>"


def typed(bullet: str, between: str = "\n\n", wrapped: bool = False) -> str:
    def lines(tag: str, words: list[str]) -> str:
        marker = bullet if tag == "ul" else ""
        found = [marker + word for word in words]
        if wrapped:
            found = [textwrap.fill(line, 72, break_on_hyphens=False) for line in found]
        return "\n".join(found)

    return between.join(lines(tag, words) for tag, words in REPORT)


BULLETS = listed("• {}", "<br>", "<p>{}</p>")
COPIES = {
    "bold paragraphs": page(bold),
    "bare divs": page(divs("")),
    "bare divs with bullets": page(divs("• ")),
    "bullets in divs of their own": page(divs("•</div><div>")),
    "items in paragraphs": page(listed("<li><p>{}</p></li>", "", "<ul>{}</ul>")),
    "numbered list": page(listed("<li>{}</li>", "", "<ol>{}</ol>")),
    "lists by line breaks": page(BULLETS),
    "everything by line breaks": page(lambda _, words: "<br>".join(words) + "<br><br>"),
    "glued items": page(listed("- {}", " ", "<p>{}</p>")),
    "table for layout": page(lambda t, w: f"<table><tr><td>{element(t, w)}</td></tr></table>"),
    "all headings alike": page(element).replace("h4>", "h2>").replace("h3>", "h2>"),
    "boxes as asides": boxed("aside"),
    "boxes as sections": boxed("section"),
    "boxes as quotations": boxed("blockquote"),
    "typed with bullets": "Skip to content\n\n" + typed("  • "),
    "typed with Windows line ends": typed("• ").replace("\n", "\r\n"),
    "typed with tabs": typed("\t•\t"),
    "typed with numbers": typed("1. "),
    "typed and wrapped": typed("• ", wrapped=True),
    "typed in CommonMark": typed("* ").replace("Areas for", "## Areas for"),
}


def findings(report: Report) -> dict[str, object]:
    return {
        "title": (report.title, report.kind.value, report.cycle, report.updated),
        "pillars": [(p.name, p.question, p.grade and p.grade.value) for p in report.pillars],
        "questions": [
            (q.id, q.number, q.text, q.grade and q.grade.value) for q in report.questions
        ],
        "sections": [[s.heading for s in q.sections] for q in report.questions],
        "causes": [(c.question_id, c.text, c.explanation) for c in report.causes_of_concern],
        "recommendations": [
            (r.question_id, r.text, r.lead_in, r.deadline, r.cause_of_concern_id)
            for r in report.recommendations
        ],
        "areas": [(a.question_id, a.text) for a in report.areas_for_improvement],
        "prose": [(p.question_id, p.section, p.text) for p in report.prose_recommendations],
        "detectives": [(s.question_id, s.section) for s in report.statistics if s.value == 45],
    }


@cache
def expected() -> dict[str, object]:
    return findings(extract(page(element).encode(), name="report"))


def test_the_page_itself() -> None:
    found = expected()
    assert found["title"] == ("Kent PEEL 2018", "pillar", "2018/19", "2019-05-02")
    assert found["sections"] == [
        ["Prioritising crime prevention", "Protecting the public from crime"],
        ["Investigation quality", "Catching criminals"],
    ]
    assert [text for _, text, *_ in found["recommendations"]] == [  # type: ignore[attr-defined]
        "train its investigators",
        "supervise their work.",
    ]
    assert found["detectives"] == [("investigating-crime", "Investigation quality")]
    assert len(found["areas"]) == 3  # type: ignore[arg-type]


@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_gives_the_same(copy: str) -> None:
    assert findings(extract(COPIES[copy].encode(), name="report")) == expected()
