"""The page on accuracy in the documentation."""

from __future__ import annotations

from collections.abc import Sequence

from .corpus import Result
from .tables import by_format, by_part

_PAGE = """\
# Accuracy

Made by `python -m benchmarks.accuracy --write`, which holds what the program finds in the reports
of `tests/fixtures` and `samples` against annotations made by hand (`*.gold.json`).

All numbers are percentages. P is precision (how much of what is found is right), R is recall (how
much of what is there is found), and the rest is F1, the harmonic mean of the two. Most of these
reports are made up in the likeness of published ones, and the rules were developed with their
scores in sight: expect somewhat less of a report the program has never met.

How much less, three sets of six tell, written from the formats' description without regard to the
rules, and held against the program when they were first met, before a rule was changed for
what they showed (Bedfordshire 2018/19 and 2023–25, Cheshire 2015, 2018/19 and fire 2023–25,
Cornwall fire 2023–25, Gwent 2017 twice, Lincolnshire 2015 and 2017, Norfolk 2015 and fire 2018/19,
Northamptonshire 2016, 2018/19 and 2021/22, Nottinghamshire fire 2021/22 twice, Warwickshire
2021/22). Title pages, questions, grades, sections and boxed findings: F1 100.0. Recommendations in
the prose: 94.6 to 100.0. Statistics: 99.3 to 99.8; of their attributes kind 98.0 to 99.0, unit 97.6
to 100.0, population 95.9 to 97.8, qualifier 95.8 to 100.0, period 94.7 to 98.2, comparison 90.5 to
97.0.

## By format

{formats}
*Structure* is title page, pillars, questions, grades and sections; *findings* are causes of
concern, recommendations with their deadlines, areas for improvement and practices; *prose* is
recommendations outside the boxes; *attributes* are kind, unit, population, qualifier, comparison,
period and question of the statistics that were found. A dash: the reports have nothing of the kind.

## By part

{parts}
## Your own reports

Beside `surrey.pdf`, or in a folder of its own, put `surrey.gold.json` with what you find in the
report. `benchmarks/accuracy/gold.py` defines the keys, and `tests/fixtures/gold` has examples. In a
checkout set up for development, run

```sh
python -m benchmarks.accuracy REPORTS GOLD -v
```

with your two folders; `-v` names every disagreement.

## Floors

`tests/accuracy/floors.json` holds, for each part of each report, the F1 below which no change may
bring it. After a change that finds more, raise the floors and write this page anew:

```sh
python -m benchmarks.accuracy --write --raise-floors
```

Where a part falls on purpose, `--allow-lower` lowers its floor, too.
"""


def page(results: Sequence[Result]) -> str:
    """The page, in Markdown; the same results give the same page."""
    return _PAGE.format(formats=by_format(results), parts=by_part(results))
