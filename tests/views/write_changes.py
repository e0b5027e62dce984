"""Write the golden files of changes anew: ``python -m tests.views.write_changes``."""

from __future__ import annotations

import json

from kg.views.change_feed import change_feed
from kg.views.change_text import change_text
from kg.views.changes import changes_json
from tests.views import test_change_feed, test_change_text, test_changes
from tests.views.changes import CHANGES

if __name__ == "__main__":
    test_changes.GOLDEN.write_text(json.dumps(changes_json(CHANGES), indent=1) + "\n", encoding="utf-8")
    test_change_text.GOLDEN.write_text(change_text(CHANGES, test_change_text.EN), encoding="utf-8")
    feed = change_feed([test_change_feed.ENTRY], test_change_feed.AT, test_change_feed.OPTIONS)
    test_change_feed.GOLDEN.write_bytes(feed)
