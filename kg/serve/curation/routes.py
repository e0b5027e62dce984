"""Routes: the addresses of curation, which are there only where it is on."""

from __future__ import annotations

from starlette.routing import Route

from kg.serve.curation import ledger, review, signing, things
from kg.serve.curation.guard import SIGN_IN, reading, writing


def routes() -> list[Route]:
    """The addresses below ``/review``."""
    return [
        Route(SIGN_IN, signing.form, methods=["GET"]),
        Route(SIGN_IN, signing.sign_in, methods=["POST"]),
        Route("/review/sign-out", writing(signing.sign_out), methods=["POST"]),
        Route("/review", reading(review.review)),
        Route("/review/pair", reading(review.pair)),
        Route("/review/judgement", writing(review.judge), methods=["POST"]),
        Route("/review/ledger", reading(ledger.ledger)),
        Route("/review/ledger.tsv", reading(ledger.table)),
        Route("/review/undo", writing(ledger.take_back), methods=["POST"]),
        Route("/review/import", writing(ledger.take_in), methods=["POST"]),
        Route("/review/apply", writing(ledger.apply), methods=["POST"]),
        Route("/review/split", reading(things.split), methods=["GET"]),
        Route("/review/split", writing(things.part), methods=["POST"]),
        Route("/review/merge", reading(things.merge)),
        Route("/review/name", reading(things.name), methods=["GET"]),
        Route("/review/name", writing(things.correct), methods=["POST"]),
    ]
