"""The pages in Chromium, without JavaScript, as a reader uses them; nothing may be asked of any other server."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.terms import LABEL, OWL, TYPE
from kg.serve.examples import EXAMPLES
from kg.store import EmbeddedStore
from kg.views.language import Language
from tests.serve.conftest import SCRIPT, Opener, running

pytestmark = pytest.mark.browser
VISIT = "/page/event/2025-10-29-visit-bapas-purwokerto-rutan-banjarnegara"


@pytest.fixture(scope="module")
def site(demo_store: EmbeddedStore) -> str:
    return running(demo_store)


@pytest.fixture(scope="module")
def hostile_site(hostile_quads: list[Quad]) -> str:
    term, graph = NamedNode("urn:own"), NamedNode("urn:written")
    declared = [Quad(term, TYPE, OWL["DatatypeProperty"], graph)]
    declared += [Quad(term, LABEL, Literal(SCRIPT, language=language), graph) for language in ("id", "en")]
    return running(EmbeddedStore.of([*hostile_quads, *declared]))


@pytest.mark.parametrize("script", [True, False])
def test_from_search_to_the_words_in_an_article(open_page: Opener, site: str, script: bool) -> None:
    page = open_page(site, java_script_enabled=script)
    page.locator("input[name=q]").fill("bluri")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="Bluri Wijaksono", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bluri Wijaksono")
    led = page.locator("section#ledBy-in li", has_text="Rutan Banjarnegara")
    words = led.locator("details mark")
    expect(words).to_be_hidden()
    led.locator("summary").click()
    expect(words).to_be_visible()
    said = words.inner_text()
    words.click()
    shown = page.locator("mark.shown")
    expect(shown.first).to_be_in_viewport()
    assert "".join(shown.all_inner_texts()) == said
    expect(page.locator("li.shown").filter(has_text="dipimpin oleh Bluri Wijaksono")).to_have_count(1)


def test_keyboard_alone_reaches_content_and_evidence(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/page/person/bluri-wijaksono")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details[open] mark").first).to_be_visible()


@pytest.mark.parametrize("path", ["/page/person/bluri-wijaksono", VISIT])
def test_paper_has_the_evidence_and_no_menu(open_page: Opener, site: str, path: str) -> None:
    page = open_page(site + path)
    words, menu = page.locator(".evidence-box mark").first, page.get_by_role("navigation", name="Menu utama")
    expect(words).to_be_hidden()
    page.emulate_media(media="print")
    expect(words).to_be_visible()
    expect(menu).to_be_hidden()
    assert page.locator("form:visible, .button:visible").count() == 0


def test_the_language_changes_and_stays(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/page/person/bluri-wijaksono")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Simpul").click()
    expect(page.get_by_role("heading", name="Latest events")).to_be_visible()


def test_a_question_is_asked_and_its_answer_linked(open_page: Opener, site: str) -> None:
    page = open_page(f"{site}/sparql", java_script_enabled=False)
    page.get_by_role("link", name="Siapa mengunjungi siapa, dan kapan").click()
    expect(page.locator("table tbody tr").first).to_be_visible()
    page.locator("#query").fill("SELECT ?p { ?p rdfs:label 'Bluri Wijaksono' }")
    page.get_by_role("button", name="Jalankan").click()
    page.get_by_role("link", name="person/bluri-wijaksono").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bluri Wijaksono")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=rutan", "/page/unit/bapas-purwokerto", "/page/article/dev-01", "/sparql?example=02-visits"],
)
def test_pages_fit_a_phone(open_page: Opener, site: str, path: str, scheme: str) -> None:
    page = open_page(site + path, viewport={"width": 390, "height": 800}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/page/unit/bapas-purwokerto", "/page/article/dev-01"])
def test_text_stands_out_from_its_ground(open_page: Opener, site: str, path: str, scheme: str) -> None:
    page = open_page(site + path, color_scheme=scheme)
    poor = page.evaluate(CONTRAST)
    assert poor == []


@pytest.mark.parametrize("path", ["/page/article/hostile", "/search?q=alert", "/"])
def test_hostile_names_are_shown_as_text(open_page: Opener, hostile_site: str, path: str) -> None:
    page = open_page(hostile_site + path)
    expect(page.get_by_text(SCRIPT).first).to_be_visible()
    assert page.locator("[onmouseover]").count() == 0


# Every visible text against the nearest background behind it, as WCAG 2 counts contrast (AA: 4.5, large text 3).
CONTRAST = """() => {
  const lum = ([r, g, b]) => { const f = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b) };
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = c => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data] };
  const ground = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor);
    if (c[3] > 250) return c } return [255, 255, 255] };
  const poor = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement, text = walker.currentNode.textContent.trim();
    if (!text || !e.checkVisibility({visibilityProperty: true}) || e.closest('.hidden, .skip')) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    const [a, b] = [lum(rgba(style.color)), lum(ground(e))].sort((x, y) => y - x);
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    if ((a + .05) / (b + .05) < least) poor.add(`${e.tagName}.${e.className}: ${text.slice(0, 30)}`);
  }
  return [...poor];
}"""


def test_a_name_is_completed_while_it_is_typed_by_keyboard_alone(site: str, open_page: Opener) -> None:
    page = open_page(f"{site}/?lang=id")
    page.get_by_role("combobox").press_sequentially("karutan banjarneg")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Dodik Harmono")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rutan Kelas IIB Banjarnegara")


def test_escape_closes_the_completions_and_the_search_still_works(site: str, open_page: Opener) -> None:
    page = open_page(f"{site}/?lang=id")
    field = page.get_by_role("combobox")
    field.press_sequentially("bluri")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=bluri")


def test_hostile_names_are_completed_as_text(hostile_site: str, open_page: Opener) -> None:
    page = open_page(f"{hostile_site}/")
    page.get_by_role("combobox").press_sequentially("script")
    expect(page.get_by_role("option").first).to_contain_text(SCRIPT)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_event_of_a_programme_in_a_month_is_taken_home_as_csv(
    site: str, open_page: Opener, language: str
) -> None:
    page = open_page(f"{site}/page/program/akselerasi-imipas?lang={language}", accept_downloads=True)
    page.locator("aside a.more[href^='/events']").click()
    page.locator("#from").fill("2025-11-01")
    page.locator("#to").fill("2025-11-30")
    page.locator(".filters button").click()
    shown = page.locator("ol.events li")
    expect(shown.first).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    lines = started.value.path().read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + shown.count() > 1
    assert all("2025-11" in line for line in lines[1:])


@pytest.mark.parametrize(("language", "search"), [("id", "Cari"), ("en", "Search")])
def test_the_head_of_a_unit_on_a_date_is_found_with_the_words_that_say_so(
    site: str, open_page: Opener, language: str, search: str
) -> None:
    page = open_page(f"{site}/?lang={language}", java_script_enabled=False)
    page.locator("#q").fill("karutan banjarnegara")
    page.get_by_role("button", name=search).click()
    page.locator("ol.hits").get_by_role("link", name="Rutan Kelas IIB Banjarnegara", exact=True).click()
    head = page.locator("#heads li", has_text="Dodik Harmono")
    expect(head).to_contain_text("30 Oktober 2025" if language == "id" else "30 October 2025")
    expect(head).to_contain_text("31 Oktober 2025" if language == "id" else "31 October 2025")
    head.locator("p.meta a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    shown = page.locator("mark.shown")
    expect(shown.first).to_be_in_viewport()
    assert "Kepala Rutan Banjarnegara Dodik Harmono" in "".join(shown.all_inner_texts())


@pytest.mark.parametrize(
    ("language", "days"),
    [("id", ("29 Oktober 2025", "30 Oktober 2025")), ("en", ("29 October 2025", "30 October 2025"))],
)
def test_two_reports_of_one_visit_are_compared(
    site: str, open_page: Opener, language: str, days: tuple[str, str]
) -> None:
    words = Language.of(language).text
    page = open_page(f"{site}{VISIT}?lang={language}")
    cards = page.get_by_role("region", name=words("reports.title")).get_by_role("article")
    expect(cards).to_have_count(2)
    dates, leaders = (
        [cards.nth(n).locator("dl > div").filter(has=page.get_by_text(title, exact=True)) for n in range(2)]
        for title in (words("reports.date"), words("facts.ledBy.out"))
    )
    for date, day in zip(dates, days, strict=True):
        expect(date).to_contain_text(day)
        expect(date).to_contain_text(words("reports.differs"))
    expect(leaders[0]).to_contain_text("Bluri Wijaksono")
    expect(leaders[1]).to_contain_text(words("reports.silent"))
    assert [top(row) for row in leaders] == [top(leaders[0])] * 2
    page.set_viewport_size({"width": 390, "height": 800})
    assert top(cards.nth(1)) > top(leaders[0])
    leaders[0].get_by_role("link", name=words("reports.words")).click()
    assert "Bluri" in "".join(page.locator("mark.shown").all_inner_texts())


def test_pointing_at_a_statement_lights_its_words_and_at_words_their_statements(site: str, open_page: Opener) -> None:
    page = open_page(f"{site}/page/article/dev-01")
    statement = page.locator(".statements li").filter(has_text="dipimpin oleh")
    words, _, _ = (statement.get_attribute("data-words") or "").partition(" ")
    start, end = (int(place) for place in words.split("-")[1:])
    statement.hover()
    lit = page.locator(".body .lit")
    places = [int(place) for place in lit.evaluate_all("found => found.map(e => e.dataset.at)")]
    assert start in places
    assert end not in places
    page.mouse.move(0, 0)
    expect(page.locator(".lit")).to_have_count(0)
    page.locator(f'[data-at="{start}"]').hover()
    expect(statement).to_have_class("lit")
    last, place = page.locator(".statements li").last, page.locator(".article > aside")
    (words, *_) = (last.get_attribute("data-words") or "").split()
    page.set_viewport_size({"width": 1280, "height": 500})
    place.evaluate("place => { place.scrollTop = 0; }")
    page.evaluate("scrollTo(0, document.querySelector('.body').offsetTop)")
    expect(page.locator(".statements li").first).to_be_in_viewport()  # it stays beside the text
    page.locator(f'[data-at="{words.split("-")[1]}"]').hover()
    expect(last).to_have_class("lit")
    assert place.evaluate("place => place.scrollTop") > 0
    expect(page.locator(".statements li.lit").first).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    page.locator("h2").first.hover()
    statement.get_by_role("link").first.focus()
    expect(lit.first).to_be_visible()


def editor_of(page: Page) -> Locator:
    """The SPARQL editor, in which the cursor is then."""
    page.wait_for_selector(".CodeMirror")
    page.locator("#query-label").click()
    return page.locator(".CodeMirror")


def write(page: Page, text: str) -> None:
    """Puts the text in the place of what the editor holds, and types its last letter."""
    page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", text[:-1])
    page.keyboard.press("Control+End")
    page.keyboard.press(text[-1])


def test_the_editor_runs_a_query_and_keeps_what_is_written(site: str, open_page: Opener) -> None:
    page = open_page(f"{site}/sparql?lang=en")
    editor = editor_of(page)
    write(page, "SELECT ?p { ?p rdfs:label 'Bluri Wijaksono' }")
    page.keyboard.press("Control+Enter")
    link = page.get_by_role("link", name="person/bluri-wijaksono")
    expect(link).to_be_visible()
    assert "query=SELECT" in page.url
    expect(page.get_by_role("link", name="CSV")).to_have_attribute("href", re.compile("format=csv"))
    page.keyboard.press("Control+z")  # the way back to what was there before is not lost
    expect(editor).not_to_contain_text("Bluri Wijaksono' }")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run")).to_be_focused()
    page.reload()
    expect(link).to_be_visible()
    expect(editor_of(page)).to_contain_text("'Bluri Wijaksono' }")
    page.go_back()
    expect(link).to_have_count(0)


@pytest.mark.parametrize(
    ("typed", "offered", "meaning"),
    [
        ("SELECT * { ?p kg:hol", "kg:holds", "holds"),
        ("SELECT * { ?p a kg:Per", "kg:Person", "Person"),
        ("SELECT * { ?p headline", "schema:headline", "headline"),
        ("PREFIX ka", "", ""),
        ("PREFIX sch", "schema: <https://schema.org/>", ""),
    ],
)
def test_the_editor_completes_the_terms_of_our_ontology(
    site: str, open_page: Opener, typed: str, offered: str, meaning: str
) -> None:
    page = open_page(f"{site}/sparql?lang=en")
    editor = editor_of(page)
    write(page, typed)
    options = page.get_by_role("option")
    if not offered:
        expect(options).to_have_count(0)
        return
    expect(options.first).to_contain_text(offered)
    expect(options.first).to_contain_text(meaning)
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(options).to_have_count(0)
    expect(editor).to_contain_text(f"{typed.rpartition(' ')[0]} {offered}")


def test_the_editor_finds_no_fault_with_the_ready_questions_and_one_with_others(site: str, open_page: Opener) -> None:
    page = open_page(f"{site}/sparql")
    editor_of(page)
    faults = """text => { document.querySelector('.CodeMirror').CodeMirror.setValue(text);
      return document.querySelectorAll('.CodeMirror .wrong').length; }"""
    assert [item.name for item in EXAMPLES if page.evaluate(faults, item.text)] == []
    assert page.evaluate(faults, "SELECT ?x { ?x kg:holds }") == 1
    assert page.evaluate(faults, "SELECT ?x { ?x none:such ?y }") == 1
    assert page.evaluate(faults, "SELECT ?x { ?x kg:holds") == 0  # not finished yet


def test_what_is_wrong_with_a_query_is_said_beside_it(site: str, browser: Browser) -> None:
    page = browser.new_page(locale="en-US")
    page.goto(f"{site}/sparql?lang=en")
    editor = editor_of(page)
    write(page, "SELECT ?x { ?x")
    page.keyboard.press("Escape")  # out of the completions of ?x
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("malformed")
    expect(editor).to_contain_text("SELECT ?x { ?x")
    page.close()


def test_hostile_queries_and_terms_are_text_in_the_editor(hostile_site: str, open_page: Opener) -> None:
    page = open_page(f"{hostile_site}/sparql?{urlencode({'query': f'# {SCRIPT}' + chr(10) + 'ASK {}'})}")
    editor = editor_of(page)
    expect(editor).to_contain_text(SCRIPT)
    write(page, "SELECT * { ?p script")
    expect(page.get_by_role("option")).to_contain_text(f"<urn:own> {SCRIPT}")


def top(element: Locator) -> float:
    """Where the upper edge of what is shown lies."""
    box = element.bounding_box()
    assert box is not None
    return box["y"]
