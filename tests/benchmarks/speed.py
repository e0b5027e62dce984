"""Measure how fast each tier reads, beside spaCy's blank Indonesian tokenizer, and how fast ``kg build`` is.

``speed.py --write`` keeps the figures in ``extraction_speed.json``; ``speed.py --check`` compares. Processor time is
counted and the two take turns, so that what else the machine does bears on both; their ratio carries over to another
machine, articles a second do not.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import spacy

from kg.build import build
from kg.evaluation import read_gold
from kg.extraction.text.document import make_document
from kg.extraction.tiers import make_extractor
from kg.settings import Settings
from kg.vocabulary import load_vocabulary

GOLD = Path(__file__).parents[2] / "data" / "gold" / "train"
FIGURES = Path(__file__).with_name("extraction_speed.json")
ROUNDS = {"default": 4, "rules": 9}
# Caches and clock rates of a shared machine do not bear on both alike: the ratio varies by a tenth between runs.
TOLERANCE = 0.8


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(tier: str, rounds: int) -> dict[str, object]:
    """Articles a second of a tier and the peer, and the ratio of the two, each at its best round.

    What else a machine does, down to what it drives out of the caches, can only add to a time.
    """
    articles = [article for article, _ in read_gold(GOLD, Settings()).articles]
    extractor, tokenizer = make_extractor(tier, load_vocabulary()), spacy.blank("id")

    def read() -> None:
        for article in articles:
            extractor.extract(make_document(article))

    def tokenize() -> None:
        for article in articles:
            tokenizer(article.text)

    read()
    tokenize()
    taken = [(seconds(read), seconds(tokenize)) for _ in range(rounds)]
    best, peer = (min(times) for times in zip(*taken, strict=True))
    return {
        "articles": len(articles),
        "extractor": extractor.version,
        "articles_per_second": round(len(articles) / best, 1),
        "peer": f"spacy {version('spacy')} blank('id'), tokens only",
        "peer_articles_per_second": round(len(articles) / peer),
        "ratio": round(peer / best, 4),
    }


def measure_build() -> dict[str, object]:
    """Processor time of a first build and of one with nothing to do, in one process."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(workspace=Path(folder), tier="rules")
        first, again = (seconds(lambda: build([GOLD], settings=settings)) for _ in range(2))
    return {"first_build_seconds": round(first, 1), "unchanged_build_seconds": round(again, 2)}


def measure_start() -> dict[str, object]:
    """Seconds and peak memory of ``kg extract`` of one article in a process of its own, model loaded for it."""
    article = sorted(GOLD.glob("*.json"))[0]
    code = "import resource, sys; from kg.cli.main import cli; cli.main(sys.argv[1:], standalone_mode=False);"
    code += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)"
    begin = time.perf_counter()
    command = [sys.executable, "-c", code, "extract", "--tier", "default", str(article)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    taken = time.perf_counter() - begin
    return {"extract_seconds": round(taken, 1), "extract_peak_megabytes": int(done.stderr.split()[-1])}


def main() -> None:
    """Print the figures; write them, or exit with 1 where reading is slower against the peer than they say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"keep the figures in {FIGURES.name}")
    parser.add_argument("--check", action="store_true", help=f"compare with {FIGURES.name}")
    options = parser.parse_args()
    figures = {tier: measure(tier, rounds) for tier, rounds in ROUNDS.items()}
    figures["default"] |= measure_start()
    figures["rules"] |= measure_build()
    text = json.dumps(figures, indent=1) + "\n"
    sys.stdout.write(text)
    if options.write:
        FIGURES.write_text(text, encoding="utf-8")
    known = json.loads(FIGURES.read_text(encoding="utf-8"))
    for tier in ROUNDS if options.check else ():
        floor, ratio = TOLERANCE * known[tier]["ratio"], float(str(figures[tier]["ratio"]))
        if ratio < floor:
            sys.exit(f"tier {tier} reads slower than it did: ratio {ratio}, floor {floor:.4f} ({FIGURES.name})")


if __name__ == "__main__":
    main()
