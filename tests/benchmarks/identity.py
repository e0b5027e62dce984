"""Identity at scale: how long synthetic articles take to resolve, at 1,000 to 30,000 of them.

    python tests/benchmarks/identity.py [COUNT ...]

Prints one line for each count: articles, entities, things found, seconds of the processor (which other work on the
machine lengthens less than those of the clock), and microseconds for each n log n. The last must not grow.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from kg.identity.canonical import EntityRecord, canonical_iris
from kg.rdf.reference import authority
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

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


def measure(articles: int) -> tuple[int, int, float]:
    """Entities, things and seconds of resolving so many articles."""
    settings = Settings()
    made, rows = list(synthetic(articles)), authority(load_vocabulary(), settings)
    begin = time.process_time()
    names = canonical_iris(made, rows, settings)
    return len(made), len({name.iri for name in names.values()}), time.process_time() - begin


def main(counts: list[int]) -> None:
    """Measure each count and print it."""
    print("articles  entities  things  seconds  us/(n log n)")  # noqa: T201
    for count in counts:
        entities, things, seconds = measure(count)
        share = seconds * 1e6 / (count * math.log(count))
        print(f"{count:8}  {entities:8}  {things:6}  {seconds:7.1f}  {share:12.1f}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(COUNTS))
