// The SPARQL editor: Yasqe in the place of the form's text field, which stays what is sent. Classes and properties are
// completed from the graph's own ontology, and answers come into the page without losing what is being written.
import { load } from "./loading.js";

const form = document.querySelector("form.query"), field = form.query, label = document.getElementById("query-label");
const running = document.getElementById("running"), longest = 8000; // characters of an address that every server takes
const prefixes = Object.fromEntries([...document.querySelectorAll(".prefixes dt")].map((name) => [name.textContent.slice(0, -1), name.nextElementSibling.textContent]));
let terms = [], asking = null;

const places = {
  class: /\s(?:a|rdf:type)\s+$/,
  property: /(?:[;/|^]\s*|(?:[.{}]|\bwhere)\s*(?:[?$]\w+|<>|[\w-]*:[\w-]*)\s+)$/i,
};
const letters = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

// What the word before the cursor may become: after PREFIX a declaration, after `a` a class, after a subject a property, and
// anywhere what has the prefix that it begins with. Other words are looked for in the names that readers know.
function offered(yasqe) {
  const token = yasqe.getCompleteToken(), typed = token.string.trim(), doc = yasqe.getDoc();
  if (token.type === "comment" || /^[?$<"'#]/.test(typed)) return [];
  const before = doc.getRange({ line: 0, ch: 0 }, { line: doc.getCursor().line, ch: token.start }).replace(/<[^<>\s]*>/g, "<>").replace(/#.*/g, "");
  if (/\bprefix\s+$/i.test(before)) {
    return Object.entries(prefixes).map(([prefix, iri]) => ({ name: `${prefix}: <${iri}>` })).filter(({ name }) => name.startsWith(typed));
  }
  const kind = Object.keys(places).find((name) => places[name].test(before)), full = typed.includes(":"), wanted = letters(typed);
  if (!full && (!kind || typed.length < 2)) return [];
  const found = terms.filter((term) => (!kind || term.kind === kind) && (full
    ? letters(term.name).startsWith(wanted)
    : letters(`${term.name.replace(/^.*:/, "")} ${term.label}`).split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))));
  return found.length === 1 && found[0].name === typed ? [] : found;
}

function shown(element, _, { text }) {
  const term = terms.find(({ name }) => name === text);
  element.append(text);
  if (!term) return;
  const meaning = document.createElement("small");
  meaning.textContent = term.label;
  element.title = term.comment;
  element.append(" ", meaning);
}

// The list of completions as WAI-ARIA describes one, for readers who do not see it.
function listed(input, { hints, data }) {
  hints.id = "query-completions";
  hints.setAttribute("role", "listbox");
  hints.setAttribute("aria-labelledby", label.id);
  [...hints.children].forEach((item, index) => {
    item.id = `${hints.id}-${index}`;
    item.setAttribute("role", "option");
  });
  const choose = (item) => {
    for (const other of hints.children) other.setAttribute("aria-selected", String(other === item));
    input.setAttribute("aria-activedescendant", item.id);
  };
  input.setAttribute("aria-controls", hints.id);
  Yasqe.on(data, "select", (_, item) => choose(item));
  choose(hints.querySelector(".CodeMirror-hint-active"));
}

// A bar beside the first line that the grammar forbids; what is not finished yet is no mistake.
function check(editor) {
  const doc = editor.getDoc();
  editor.clearGutter("gutterErrorBar");
  for (let line = 0; line < Math.min(doc.lineCount(), 1000); line += 1) {
    if (editor.getTokenAt({ line, ch: doc.getLine(line).length }, true).state.OK !== false) continue;
    const bar = document.createElement("div");
    bar.className = "wrong";
    bar.title = form.dataset.wrong;
    return editor.setGutterMarker(line, "gutterErrorBar", bar);
  }
  return undefined;
}

function build() {
  Yasqe.defineMode("known", (config) => { // its grammar, to which the server's prefixes are declared
    const grammar = Yasqe.getMode(config, "sparql11");
    return { ...grammar, startState: () => ({ ...grammar.startState(), prefixes: { ...prefixes } }) };
  });
  Yasqe.registerAutocompleter({
    name: "terms", autoShow: true, bulk: false, persistenceId: null,
    isValidCompletionPosition: (yasqe) => offered(yasqe).length > 0,
    get: (yasqe) => offered(yasqe).map(({ name }) => name),
    postprocessHints: (_, hints) => hints.map((hint) => ({ ...hint, render: shown })),
  });
  Yasqe.defaults.autocompleters = ["variables", "terms"]; // its own others ask prefix.cc and LOV
  const place = document.createElement("div");
  label.after(place);
  const send = () => form.requestSubmit();
  const editor = new Yasqe(place, {
    value: field.value, mode: "known", editorHeight: "auto", resizeable: false, showQueryButton: false, syntaxErrorCheck: false,
    persistenceId: null, consumeShareLink: null, createShareableLink: null,
    extraKeys: { "Ctrl-Enter": send, "Cmd-Enter": send, "Ctrl-S": false, Tab: false, "Shift-Tab": false },
  });
  const input = editor.getInputField();
  input.setAttribute("aria-labelledby", label.id);
  input.setAttribute("aria-describedby", "keys");
  editor.on("changes", check);
  check(editor);
  editor.on("autocompletionShown", (_, widget) => listed(input, widget));
  editor.on("autocompletionClose", () => ["aria-controls", "aria-activedescendant"].forEach((name) => input.removeAttribute(name)));
  label.addEventListener("click", () => editor.focus());
  field.hidden = true;
  document.getElementById("keys").hidden = false;
  return editor;
}

async function ask(event) {
  event.preventDefault();
  field.value = editor.getValue();
  asking?.abort();
  const mine = asking = new AbortController(), fields = new URLSearchParams({ query: field.value });
  const short = String(fields).length < longest, address = short ? `${form.action}?${fields}` : form.action;
  running.textContent = running.dataset.text;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: mine.signal, ...(!short && { method: "POST", body: fields }) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("answer").replaceWith(page.getElementById("answer"));
    label.textContent = page.getElementById(label.id).textContent; // an example that was changed is none any more
    document.title = page.title;
    document.querySelector(".examples [aria-current]")?.removeAttribute("aria-current");
    if (short) history.pushState(null, "", address);
    running.textContent = "";
  } catch (error) {
    if (mine.signal.aborted) return; // another query has been sent meanwhile
    form.submit(); // the browser then says what is wrong
  }
}

await load(form.dataset.editor);
const editor = build();
form.addEventListener("submit", ask);
addEventListener("popstate", () => location.reload());
fetch(`/sparql/terms?lang=${document.documentElement.lang}`).then((answer) => answer.json()).then((told) => { terms = told; });
