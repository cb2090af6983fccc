"""The page on peers in the documentation."""

from __future__ import annotations

from collections.abc import Mapping

_PAGE = """\
# Beside other libraries

Made by `python -m benchmarks.statistics_peers --write`, which takes some minutes. It needs
`pip install 'peelextract[bench]'`; what is not installed is left out.

{table}{missing}
Accuracy is in percent, over {reports} annotated reports of {length:,} characters (`tests/fixtures`,
`samples` and, where it is there, a folder of shared samples); a report in several file formats
counts once. Everyone gets the text that `peelextract` read from the file, and only
`extract_statistics(text)` competes, which sees neither tables nor headings. The reports are
inspection reports, and our rules were developed with most of them in sight: this tells how far a
general library gets on them, not how good it is at what it was made for.

*Value F1* asks for the right number at the right place. *Forgiving F1* is the same without blame
for numbers that the annotations name as no statistics (dates, ages, statutes). *Value and kind*
also asks whether it is a percentage, fraction, rate, count, sum of money, duration or multiple.

Speed is the median of passes over {timed:,} characters of the samples, warm, all contenders in
turns, in one process. It depends on the machine; the last column, ours being 1, does so much less.
Bare patterns on spaCy are not ten times slower than ours, and cannot be: a blank English pipeline
that does nothing but split the same texts into words takes three fifths of their time, and about
as much as `extract_statistics` takes for everything, whose tokeniser keeps more of what it learns.

## In favour of the peers

- Years by themselves and spans of years are taken out of what they find.
- Of "72 out of 90" the 72 is enough, of a range the lower end. The other number, the base of a
  rate and both sides of a comparison never count as wrong.
- A kind is read from their unit: pounds are money, a unit of time is a duration, and so on.
- recognizers-text gives nothing for a text if a number in it raises an error; it gets one line at a
  time, and of plain numbers only the faulty one is lost.

Errors in a value stay: quantulum3 takes "£6.75m" for 6.75 pound-metres, recognizers-text for £6.75.

## What they are

- **quantulum3** finds numbers with units of many dimensions in any text. It has no fraction such
  as "72 out of 90" or "one in six", no population, period, qualifier or comparison. It is measured
  without its optional classifier, which tells apart units of the same name.
- **recognizers-text** finds numbers, percentages, currencies and dimensions, each by a recogniser
  of its own, in many languages; the four that apply are run and joined. It knows no comparison,
  population or period either. It needs `emoji` below version 2.
- **spaCy Matcher** is `benchmarks/statistics_peers/matcher.py`: about twenty token patterns on a
  blank English pipeline, a number and the word behind it, percentages, money, "x out of y", rates
  and durations, without rules on what is no statistic.

CQE is left out: it needs PyTorch, a trained model and older versions of libraries used here.
"""


def page(table: str, missing: Mapping[str, str], reports: int, characters: int, timed: int) -> str:
    """The page, in Markdown.

    Args:
        table: the results.
        missing: why a contender is not among them.
        reports: how many were scored.
        characters: their length together.
        timed: characters of one timed pass.
    """
    notes = "".join(f"\n{name}: {why}.\n" for name, why in missing.items())
    return _PAGE.format(table=table, missing=notes, reports=reports, length=characters, timed=timed)
