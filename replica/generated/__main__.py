"""Command line of the generated country: ``python -m replica.generated --schools N --summary``."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from replica.generated import generate
from replica.generated.summary import summary

DESCRIPTION = """\
Invent a country of schools and say in numbers what is in it.

To be served as the public sites: python -m replica serve --generated N.
"""


def main(arguments: list[str] | None = None) -> int:
    """Print; 0 when done, 2 when there can be no such country."""
    parser = argparse.ArgumentParser(
        prog="python -m replica.generated",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--schools", type=int, default=22_000, help="open schools (default: 22000, as England)"
    )
    parser.add_argument("--seed", type=int, default=7, help="another seed, another country (default: 7)")
    parser.add_argument(
        "--first-night", type=date.fromisoformat, default=date(2026, 9, 7), help="default: 2026-09-07"
    )
    parser.add_argument("--nights", type=int, default=30, help="default: 30")
    parser.add_argument(
        "--busy",
        type=float,
        default=1.0,
        help="so many times as many publications during the nights (default: 1, as England for its size)",
    )
    parser.add_argument("--summary", action="store_true", help="print the numbers (the only thing it does)")
    options = parser.parse_args(arguments)
    try:
        country = generate(
            options.schools, options.seed, options.first_night, options.nights, busy=options.busy
        )
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(summary(country) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
