"""Identity at scale: how long synthetic articles take to resolve, at 1,000 to 30,000 of them.

    python tests/benchmarks/identity.py [--write] [COUNT ...]

Prints for each count: articles, entities, things found, pairs compared, seconds of the processor (which other work on
the machine lengthens less than those of the clock), and both for each n log n, which must not grow. ``--write`` keeps
the figures in ``identity_speed.json``.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

from kg.identity.blocking import candidates
from kg.identity.canonical import EntityRecord, canonical_iris
from kg.identity.knowledge import Knowledge
from kg.identity.profiles import Profile
from kg.rdf.reference import authority
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

FIGURES = Path(__file__).with_name("identity_speed.json")
COUNTS = (1_000, 3_000, 10_000, 30_000)
_FIRST = "agus budi cahyo dedi eko fajar gunawan hadi indra joko kurnia lukman made nanang oki putra rahmat slamet tono"
_LAST = "hidayat santoso wijaya siregar nasution lubis harahap pratama saputra kusuma hutagalung manurung tefa latu"
_KINDS = ("visit", "meeting", "inspection", "training", "social")


def synthetic(articles: int, seed: int = 1) -> Iterator[EntityRecord]:
    """Records of articles on one person in five articles, each with a post in one of the vocabulary's units."""
    chance = random.Random(seed)
    units = load_vocabulary().units
    first, last = _FIRST.split(), _LAST.split()
    people = []
    for number in range(max(1, articles // 5)):
        name = " ".join([chance.choice(first), f"{chance.choice(last)[:4]}{chance.choice(last)}", chance.choice(last)])
        people.append((name.title(), units[number % len(units)]))
    for number in range(articles):
        id_, day = f"a{number:06}", (date(2025, 1, 1) + timedelta(days=chance.randrange(365))).isoformat()
        here = [chance.choice(people), chance.choice(people)]
        for index, (name, unit) in enumerate(here):
            written = name if chance.random() < 0.7 else f"{name.split()[0]} {name.split()[-1]}"
            yield EntityRecord(
                id_, f"p{index}", "Person", written, units=(f"u{index}",), posts=("Kepala",), published=day
            )
            yield EntityRecord(id_, f"u{index}", "Unit", unit.name, unit.type, "", unit.id, published=day)
        kind = chance.choice(_KINDS)
        yield EntityRecord(
            id_, "e0", "Event", f"{kind} {here[0][1].name}", kind, day, "", ("u0",), ("u1",), ("p0",), published=day
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """What resolving so many articles comes to; ``pairs`` of things are compared, whatever else the machine does."""

    articles: int
    entities: int
    things: int
    pairs: int
    seconds: float

    def row(self) -> dict[str, float]:
        """The figures, with pairs and microseconds for each n log n."""
        steps = self.articles * math.log(self.articles)
        shares = {"pairs_for_n_log_n": self.pairs / steps, "microseconds_for_n_log_n": self.seconds * 1e6 / steps}
        rounded = {name: round(share, 1) for name, share in shares.items()}
        return {**asdict(self), "seconds": round(self.seconds, 1), **rounded}


def measure(articles: int) -> Measured:
    """Resolve so many synthetic articles."""
    settings, pairs = Settings(), 0
    made, rows = list(synthetic(articles)), authority(load_vocabulary(), settings)

    def counted(profiles: list[Profile], knowledge: Knowledge) -> Iterator[tuple[Profile, Profile]]:
        nonlocal pairs
        for pair in candidates(profiles, knowledge):
            pairs += 1
            yield pair

    begin = time.process_time()
    with patch("kg.identity.resolve.candidates", counted):
        names = canonical_iris(made, rows, settings)
    seconds = time.process_time() - begin
    return Measured(articles, len(made), len({name.iri for name in names.values()}), pairs, seconds)


def main() -> None:
    """Measure each count, print it, and keep all where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS, metavar="COUNT", help="how many articles")
    parser.add_argument("--write", action="store_true", help=f"keep the figures in {FIGURES.name}")
    options = parser.parse_args()
    figures = []
    for count in options.counts:
        figures.append(measure(count).row())
        sys.stdout.write(json.dumps(figures[-1]) + "\n")
        sys.stdout.flush()
    if options.write:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
