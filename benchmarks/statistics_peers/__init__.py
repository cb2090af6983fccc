"""Statistics side by side: this package and other ways to get quantities out of English text.

    python -m benchmarks.statistics_peers [FILE_OR_FOLDER …] [--repeats 5] [-v] [--write]

``contenders`` and ``matcher`` wrap each way, ``agreement`` holds what it finds against the
annotations, ``cli`` scores and times all of them in one run.
"""
