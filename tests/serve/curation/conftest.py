"""A workspace with people that may be one, articles that are hostile, and a reviewer who has signed in."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.build import build
from kg.build.accounts import accounts_of
from kg.identity.accounts import Accounts
from kg.identity.ledger import Judgement, read_ledger
from kg.model import Article, Document, Entity, Evidence, Extraction, Span
from kg.serve import Curation, Limits, create_app
from kg.settings import Settings
from kg.workspace import Workspace
from tests.serve.conftest import SCRIPT, TOKEN

ORIGIN = {"Origin": "http://testserver"}
REPORTS = ("report-001", "report-002", "report-016", "report-029", "report-040", "report-042", "report-043")


def hostile(number: int) -> tuple[Article, Extraction]:
    """An article that names a person and an office by markup; several of these may be one."""
    name, unit = f"Budi {SCRIPT}", f'Lapas "><b>{number}</b>'
    text = f"{name} dari {unit} hadir."
    article = Article(f"hostile-{number}", text, f"Judul {SCRIPT}", "", "Koran", "2025-10-31", "")
    found = [Evidence("text", Span(text.index(words), text.index(words) + len(words)), words) for words in (name, unit)]
    entities = (Entity("p1", "Person", name, (found[0],)), Entity("u1", "Unit", unit, (found[1],), "Lapas"))
    return article, Extraction(article.id, "gold/1", entities, (), ())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, read_gold: Any) -> Path:
    """A workspace of these articles as their annotators read them. It is copied, never used."""
    read = {name: read_gold(name) for name in REPORTS}
    read |= {f"hostile-{number}": hostile(number) for number in (1, 2)}

    class Reader:
        version = "gold/1"

        def extract(self, document: Document) -> Extraction:
            extraction: Extraction = read[document.article.id][1]
            return extraction

    folder = tmp_path_factory.mktemp("curated")
    (folder / "articles").mkdir()
    for name, (article, _) in read.items():
        (folder / "articles" / f"{name}.json").write_text(json.dumps(asdict(article)), encoding="utf-8")
    build([folder / "articles"], settings=Settings(workspace=folder / "ws"), make_extractor=Reader)
    return folder / "ws"


class Reviewer:
    """A browser without JavaScript, as far as these pages need one."""

    def __init__(self, client: TestClient, workspace: Path) -> None:
        self.client, self.workspace = client, workspace

    def sign_in(self, who: str = "Sari") -> None:
        fields = {"who": who, "token": TOKEN, "next": "/review"}
        assert self.client.post("/review/sign-in", data=fields, headers=ORIGIN).status_code == 303

    def get(self, address: str) -> str:
        response = self.client.get(address, headers={"Accept": "text/html", "Accept-Language": "en"})
        assert response.status_code == 200, response.text
        return str(response.text)

    @property
    def form_key(self) -> str:
        found = re.search(r'name="form_key" value="([^"]+)"', self.get("/review/ledger"))
        assert found is not None
        return found[1]

    def send(self, address: str, fields: dict[str, Any], **more: Any) -> Any:
        return self.client.post(address, data={"form_key": self.form_key, **fields}, headers=ORIGIN, **more)

    def fields(self, address: str) -> dict[str, str]:
        """The hidden fields of the verdict's form on a page."""
        form = self.get(address).partition('class="verdict"')[2].partition("</form>")[0]
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
        return {name: unescape(value) for name, value in hidden}

    def ledger(self) -> list[Judgement]:
        with Workspace.open(self.workspace) as record:
            return read_ledger(record)

    def accounts(self) -> Accounts:
        with Workspace.open(self.workspace) as record:
            return accounts_of(record, Settings(workspace=self.workspace))


def curation_of(workspace: Path) -> Curation:
    def accounts() -> Accounts:
        with Workspace.open(workspace) as record:
            return accounts_of(record, Settings(workspace=workspace))

    return Curation((TOKEN,), accounts, (sys.executable, "-m", "kg", "ledger", "apply", "-w", str(workspace)))


@pytest.fixture
def start(built: Path, tmp_path: Path) -> Iterator[Callable[..., Reviewer]]:
    """Starts a server of a copy of the workspace; gives a reviewer who has not signed in yet."""
    clients: list[TestClient] = []
    workspace = tmp_path / "ws"
    shutil.copytree(built, workspace)

    def starting(curate: bool = True, base_url: str = "http://testserver") -> Reviewer:
        app = create_app(
            workspace,
            Settings(workspace=workspace),
            Limits(processes=1),
            curation=curation_of(workspace) if curate else None,
        )
        client = TestClient(app, base_url=base_url, follow_redirects=False)
        clients.append(client)
        client.__enter__()
        return Reviewer(client, workspace)

    yield starting
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def reviewer(start: Callable[..., Reviewer]) -> Reviewer:
    """Sari, signed in, the pairs of the graph worked out."""
    found = start()
    found.sign_in()
    while found.client.get("/review").status_code == 202:
        continue  # the page itself waits some time before it answers so
    return found
