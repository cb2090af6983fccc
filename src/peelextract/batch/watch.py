"""A folder that new reports are dropped into, by looking at it again and again.

Looking, and not the operating system's notices, because notices do not reach a program over
the network shares and object stores where such folders lie; it also is what tells that a file
is no longer being written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Event

from .inputs import Found, Input


def watch(
    find: Callable[[], Found],
    do: Callable[[Sequence[Input]], None],
    stop: Event,
    *,
    settle: float = 2.0,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Hand over inputs as they come or change, until told to stop.

    Args:
        find: looks for inputs.
        do: is given those that are ready.
        stop: ends the watch after the inputs at hand.
        settle: seconds for which a file must have kept its size and time to be ready; also
            the time between two looks.
        clock: seconds from any beginning.
    """
    since: dict[tuple[str, str], float] = {}
    handled: set[tuple[str, str]] = set()
    while not stop.is_set():
        now = clock()
        # What has no token is not there yet.
        there = {(item.name, item.token): item for item in find().inputs if item.token}
        since = {key: since.get(key, now) for key in there}
        handled &= there.keys()
        ready = [k for k in there if k not in handled and now - since[k] >= settle]
        if ready:
            do([there[key] for key in ready])
            handled.update(ready)
        stop.wait(settle)
