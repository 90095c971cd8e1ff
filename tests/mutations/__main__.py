"""``make fuzz``: damaged documents of every kind until the time is over, or one case again by its name.

Does not belong here: kinds and cases (kinds.py, cases.py).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from itertools import count

from tests.mutations.cases import WrongReading
from tests.mutations.kinds import ALL_KINDS, documents

# Small, so that a minute reaches every kind.
ROUND = 5


def main(arguments: list[str] | None = None) -> int:
    """0 where everything was read rightly or refused, 1 at a wrong reading, 2 for a name of no case."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0, help="how long (default: ten minutes)")
    parser.add_argument(
        "--from",
        dest="first",
        type=int,
        default=time.time_ns() // 1_000_000_000,
        help="number of the first case (default: a new one each second, beyond those of `make test`)",
    )
    parser.add_argument("--case", metavar="KIND/DOCUMENT/NUMBER", help="read one case again")
    options = parser.parse_args(arguments)
    if options.case is not None:
        return _again(options.case)
    came_to: dict[str, Counter[str]] = {name: Counter() for name in ALL_KINDS}
    try:
        _read_on(came_to, options.first, time.monotonic() + options.seconds)
    except WrongReading as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    finally:
        _tell(came_to, options.first)
    return 0


def _read_on(came_to: dict[str, Counter[str]], first: int, until: float) -> None:
    """Rounds over all documents; at least one of each kind."""
    for start in count(first, ROUND):
        for kind, document in documents(tuple(ALL_KINDS.values())):
            for number in range(start, start + ROUND):
                if came_to[kind.name] and time.monotonic() >= until:
                    break
                came_to[kind.name] += kind.run(document, [number])
        if time.monotonic() >= until:
            return


def _tell(came_to: dict[str, Counter[str]], first: int) -> None:
    for name, counted in came_to.items():
        sys.stdout.write(f"{name:24}{counted['read']:9} read{counted['refused']:9} refused\n")
    sys.stdout.write(f"{sum(c.total() for c in came_to.values())} cases, the first of number {first}\n")


def _again(name: str) -> int:
    kind_name, _, rest = name.partition("/")
    document, _, number = rest.rpartition("/")
    kind = ALL_KINDS.get(kind_name)
    if kind is None or document not in kind.documents or not number.isdecimal():
        known = ", ".join(
            f"{kind.name}/{document}" for kind, document in documents(tuple(ALL_KINDS.values()))
        )
        sys.stderr.write(f"{name} is no KIND/DOCUMENT/NUMBER; known are {known}.\n")
        return 2
    try:
        (came_to,) = kind.run(document, [int(number)])
    except WrongReading as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    sys.stdout.write(f"{name}: {came_to}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
