// Search in published pages, which have no server to ask: an index of all names, loaded when somebody looks for one.
// It finds what kg/views/names.py finds, with names folded as kg/views/folding.py folds them.
"use strict";

const ROOT = new URL("..", document.currentScript.src);
const LANGUAGE = document.documentElement.lang;
const PAGES = LANGUAGE === "id" ? ROOT : new URL(`${LANGUAGE}/`, ROOT);
const SIZE = 50, COMPLETIONS = 8, MOST_WORDS = 12, LONGEST_TITLE = 6;

const OLD_SPELLING = [["oe", "u"], ["dj", "j"], ["tj", "c"], ["nj", "ny"], ["sj", "sy"]];

class Index {
  constructor({ folding, titles, words, things }) {
    this.marks = new RegExp(`[${folding.marks}]`, "gu");
    this.letters = folding.letters;
    this.titles = titles;
    this.words = { ...words[LANGUAGE], types: Object.fromEntries(words[LANGUAGE].types) }; // in the order of pages
    this.things = things.map(([file, type, articles, names, roles]) => ({
      file, type, articles, label: names[0],
      names: [...names.map((name) => this.named(name, false)), ...roles.map((name) => this.named(name, true))],
    }));
  }

  named(name, role) {
    const folded = this.fold(name);
    return { name, folded, form: this.formOf(folded), role };
  }

  fold(text) {
    const small = this.small(this.small(text)); // what is taken apart can be capitals again
    return (small.replace(this.marks, "").match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
  }

  small(text) {
    return [...text.toLowerCase()].map((letter) => this.letters[letter] ?? letter).join("").normalize("NFKD");
  }

  formOf(folded) {
    const form = folded
      .replace(/(?<![^ ])(?:klas|kls) (?=[iv]+[a-d]?(?![^ ]))/g, "kelas ")
      .replace(/(?<![^ ])([iv]+) ([a-d])(?![^ ])/g, "$1$2");
    return OLD_SPELLING.reduce((known, [old, now]) => known.replaceAll(old, now), form);
  }

  // All that have every word of a text at the beginning of a word of one of their names, best first.
  ranked(text) {
    const wanted = this.fold(text), form = this.formOf(wanted);
    if (!form) return [];
    const parts = this.partsOf(form), hits = [];
    for (const thing of this.things) {
      let best = null;
      for (const name of thing.names) {
        if (!matches(name.form, parts)) continue;
        const hit = { thing, name, fit: fitOf(name, wanted, form) };
        if (!best || compared(hit, best) < 0) best = hit;
      }
      if (best) hits.push(best);
    }
    return hits.sort(compared);
  }

  // The words that are looked for, each as the ways to write it: those of a post's title together, else the word alone.
  partsOf(form) {
    const words = form.split(" ").slice(0, MOST_WORDS), parts = [];
    while (words.length) {
      let size = Math.min(LONGEST_TITLE, words.length);
      while (size > 1 && !Object.hasOwn(this.titles, words.slice(0, size).join(" "))) size -= 1;
      const title = words.splice(0, size).join(" ");
      const ways = Object.hasOwn(this.titles, title) ? this.titles[title] : [];
      parts.push([title, ...ways].map((way) => way.split(" ")));
    }
    return parts;
  }
}

const starts = (form, word) => ` ${form}`.includes(` ${word}`);
const matches = (form, parts) => parts.every((ways) => ways.some((way) => way.every((word) => starts(form, word))));

function fitOf({ folded, form, role }, wanted, sought) {
  if (role) return 4;
  if (folded === wanted) return 0;
  if (form.startsWith(sought)) return form === sought ? 1 : 2;
  return sought.split(" ").every((word) => starts(form, word)) ? 3 : 4;
}

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const compared = (a, b) =>
  a.fit - b.fit || b.thing.articles - a.thing.articles || a.name.folded.length - b.name.folded.length ||
  order(a.name.folded, b.name.folded) || order(a.name.name, b.name.name) || order(a.thing.file, b.thing.file);

let loading = null;
function loaded() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("static/search-index.js", ROOT);
    script.onload = () => resolve(new Index(globalThis.simpulIndex));
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

const addressOf = ({ file }) => new URL(file, PAGES).href;

// What complete.js asks, answered from the index.
globalThis.simpulFetch = async (address) => {
  const index = await loaded();
  const hits = index.ranked(new URL(address, PAGES).searchParams.get("q"))
    .filter(({ thing }) => thing.file).slice(0, COMPLETIONS);
  const found = hits.map(({ thing, name }) => ({
    label: thing.label, name: name.name, type: index.words.types[thing.type].one, page: addressOf(thing),
  }));
  return { ok: true, json: async () => found };
};

const filled = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const number = (value) => value.toLocaleString(LANGUAGE);
const counted = (words, count, values = {}) => filled(words[count === 1 ? "one" : "many"], { count: number(count), ...values });

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function item({ thing, name }, { types, articles, found_as }) {
  const about = [thing.articles ? counted(articles, thing.articles) : ""];
  if (name.name !== thing.label) about.push(filled(found_as, { name: name.name }));
  const label = element("bdi", {}, thing.label); // of what has no page, the name is all that is known
  return element("li", {},
    element("p", { class: `kicker type-${thing.type}` }, types[thing.type].one),
    element("h2", {}, thing.file ? element("a", { class: "thing", href: addressOf(thing) }, label) : label),
    element("p", { class: "meta" }, element("bdi", {}, about.filter(Boolean).join(" · "))));
}

// The search page shows everything; asked for something, it shows what was found instead.
async function answer(page) {
  const asked = new URLSearchParams(location.search), text = (asked.get("q") ?? "").slice(0, 200);
  if (!text.trim()) return;
  const { words, ...index } = await loaded().then((found) => ({ words: found.words, all: found.ranked(text) }));
  const kind = asked.get("type") ?? "", first = Number.parseInt(asked.get("offset") ?? "0", 10) || 0;
  const wanted = index.all.filter(({ thing }) => !kind || thing.type === kind);
  const link = (changed) => `?${new URLSearchParams({ q: text, type: kind, ...changed })}`;
  page.querySelector("#q").value = text;
  page.querySelector("h1.count").textContent = counted(words.results, wanted.length, { text });
  const counts = Object.entries(words.types).map(([name, { many }]) =>
    [name, many, index.all.filter(({ thing }) => thing.type === name).length]);
  page.querySelector(".tabs").replaceChildren(
    ...[["", words.all_types, index.all.length], ...counts].filter(([, , count]) => count).map(([name, label, count]) => element("a",
      { href: link({ type: name }), ...(name === kind ? { "aria-current": "true" } : {}) },
      label, " ", element("span", { class: "meta" }, number(count)))));
  const list = page.querySelector("ol.hits");
  list.start = first + 1;
  list.replaceChildren(...wanted.slice(first, first + SIZE).map((hit) => item(hit, words)));
  page.querySelector(".pager")?.remove();
  if (!wanted.length) list.before(element("p", { class: "notice" }, `${words.none} ${words.hint}`));
  if (wanted.length > SIZE) list.after(pager(words, link, first, wanted.length));
}

function pager(words, link, first, total) {
  const turn = (there, rel, offset, label) =>
    there ? element("a", { rel, href: link({ offset: Math.max(offset, 0) }) }, label) : element("span", {});
  const shown = filled(words.shown, { first: number(first + 1), last: number(Math.min(first + SIZE, total)), total: number(total) });
  return element("nav", { class: "pager", "aria-label": words.label },
    turn(first > 0, "prev", first - SIZE, `← ${words.previous}`),
    element("span", { class: "meta" }, shown),
    turn(first + SIZE < total, "next", first + SIZE, `${words.next} →`));
}

if (document.querySelector("ol.hits") && document.querySelector("h1.count")) answer(document);
