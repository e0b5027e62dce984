"use strict";
/* The panel and the tip: facts and evidence, built from text nodes, so that no label or article is ever read as HTML. */
const panel = document.getElementById("panel");
const tip = document.getElementById("tip");
const steps = 6;
const locale = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;

function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

function shape(type) {
  return document.querySelector(`#shapes [data-type="${type}"]`).cloneNode(true);
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

function longDate(text) {
  return text.split("/").map((part) => {
    const [year, month, day] = part.split("-").map(Number);
    if (!year) return part;
    const form = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }) };
    return new Date(year, (month || 1) - 1, day || 1).toLocaleDateString(locale, form);
  }).join(" – ");
}

/* An address out of an article is a link only when it is one of the web. */
function webLink(address, text) {
  return /^https?:\/\//i.test(address) ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text) : text;
}

function passage(item) {
  const article = graph.articles[item.article];
  const doubt = words.certainty[item.certainty];
  const where = [article.publisher, article.published && longDate(article.published)].filter(Boolean).join(", ");
  return el("figure", {}, el("blockquote", {}, `“${item.words}”`), el("figcaption", {},
    doubt ? el("span", { class: "doubt" }, `${doubt} · `) : "", article.page ? el("a", { href: article.page }, article.title) : webLink(article.url, article.title), where && ` — ${where}`));
}

function passages(items, found) {
  const made = items.map(passage);
  if (found > items.length) made.push(el("p", { class: "hint" }, filled(words.some, { shown: number(items.length), found: number(found) })));
  return made;
}

/* "Subject relation object", where the ends other than `here` are buttons. */
function sentence(id, here) {
  const edge = graph.edges[id];
  const end = (node) => node === here ? graph.about[node].label
    : el("button", { type: "button", class: "link", onclick: () => choose({ node }, { look: true }) }, graph.about[node].label);
  return el("p", { class: "sentence" }, end(edge.from), " ", el("i", {}, relationName(id)), " ", end(edge.to));
}

function relationName(id) {
  const { relation, note } = graph.facts[id];
  return note ? `${relation}: ${note}` : relation;
}

function fact(id, here) {
  const { evidence, total } = graph.facts[id];
  const proof = evidence.length ? passages(evidence, total) : [el("p", { class: "hint" }, words.reference)];
  return el("div", { class: "fact" }, sentence(id, here), ...proof);
}

/* The visible edges of a node: its own first, then those that come in, each by relation and name. */
function factsOf(node) {
  const key = (id) => [graph.edges[id].from === node ? 0 : 1, graph.edges[id].relation];
  const other = (id) => graph.about[graph.edges[id].from === node ? graph.edges[id].to : graph.edges[id].from];
  const newest = (id) => graph.articles[graph.facts[id].evidence[0]?.article]?.published ?? "";
  return around[node].map(([id]) => id).filter((id) => visible.edges.has(id)).sort((one, two) => key(one)[0] - key(two)[0]
    || key(one)[1] - key(two)[1] || newest(two).localeCompare(newest(one)) || other(one).label.localeCompare(other(two).label) || one - two);
}

function kindLine(node) {
  const about = graph.about[node];
  const type = graph.nodes[node].group;
  return el("p", { class: "kind" }, shape(type), [words.type[type], about.kind].filter(Boolean).join(" · "));
}

function nodePanel(node) {
  const about = graph.about[node];
  const facts = factsOf(node);
  const line = (name, text) => text ? el("p", { class: "about" }, el("b", {}, `${name}: `), text) : null;
  return [
    kindLine(node), el("h2", {}, about.label),
    line(words.date, about.date && longDate(about.date)), line(words.also, about.names.join(", ")),
    about.mentions ? el("p", { class: "about" }, filled(about.mentions === 1 ? words.mention : words.mentions, { count: number(about.mentions) })) : null,
    about.page ? el("p", { class: "about" }, el("a", { href: about.page }, words.page)) : null,
    stepButtons(node),
    el("h3", {}, `${words.facts} (${number(facts.length)})`),
    ...(facts.length ? facts.map((id) => fact(id, node)) : [el("p", { class: "hint" }, words.no_facts)]),
    ...(about.quotations.length ? [el("h3", {}, words.quotes), ...passages(about.quotations, about.quotationsTotal)] : []),
    ...(about.evidence.length ? [el("h3", {}, words.evidence), ...passages(about.evidence, about.evidenceTotal)] : []),
  ];
}

function stepButtons(node) {
  const deepest = Math.min(steps, Math.max(...distances(node).values()));
  const current = state.centre === node ? state.steps : 0;
  const button = (value, text) => el("button", { type: "button", "aria-pressed": value === current, onclick: () => neighbourhood(node, value) }, text);
  const numbers = Array.from({ length: deepest }, (_, index) => button(index + 1, `${index + 1}`));
  return deepest ? el("div", { class: "steps", role: "group", "aria-label": `${words.around} (${words.steps})` }, `${words.around}:`, button(0, words.all), ...numbers, words.steps) : null;
}

function edgePanel(id) {
  const { evidence, total } = graph.facts[id];
  return [
    el("p", { class: "kind" }, words.relations), el("h2", {}, relationName(id)), sentence(id, null), el("h3", {}, words.evidence),
    ...(evidence.length ? passages(evidence, total) : [el("p", { class: "hint" }, words.reference)]),
  ];
}

function overview() {
  const busy = [...visible.nodes].sort((one, other) => around[other].length - around[one].length || one - other).slice(0, 15);
  return [
    el("h2", {}, words.overview), el("p", { class: "hint" }, words.hint), el("h3", {}, words.busiest),
    el("ul", { class: "list" }, ...busy.map((node) => el("li", {}, shape(graph.nodes[node].group),
      el("button", { type: "button", class: "link", onclick: () => choose({ node }, { look: true }) }, graph.about[node].label),
      el("small", {}, number(around[node].length))))),
    el("p", { class: "hint" }, words.keys),
  ];
}

function fillPanel() {
  const { node, edge } = state.chosen ?? {};
  const content = node !== undefined ? nodePanel(node) : edge !== undefined ? edgePanel(edge) : overview();
  const back = state.chosen ? el("button", { type: "button", id: "back", class: "link", onclick: () => choose(null) }, `← ${words.back}`) : null;
  panel.replaceChildren(...[back, ...content].filter(Boolean));
  panel.scrollTop = 0;
}

/* What the pointer rests on, in short: the first facts of a node, or the first words behind an edge. */
function fillTip({ node, edge }, place) {
  if (node !== undefined) {
    const facts = factsOf(node);
    const proof = facts.map((id) => graph.facts[id].evidence[0]).find(Boolean) ?? graph.about[node].evidence[0];
    tip.replaceChildren(kindLine(node), el("b", {}, graph.about[node].label), ...facts.slice(0, 3).map((id) => el("p", { class: "sentence" }, plain(id))),
      facts.length > 3 ? el("p", { class: "about" }, `+ ${number(facts.length - 3)}`) : "", proof ? passage(proof) : "");
  } else {
    const proof = graph.facts[edge].evidence[0];
    tip.replaceChildren(el("p", { class: "sentence" }, plain(edge)), proof ? passage(proof) : el("p", { class: "hint" }, words.reference));
  }
  tip.hidden = false;
  const left = Math.min(place.x + 16, stage.clientWidth - tip.offsetWidth - 8);
  const top = place.y + 16 + tip.offsetHeight > stage.clientHeight ? place.y - tip.offsetHeight - 12 : place.y + 16;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${Math.max(8, top)}px`;
}

function plain(id) {
  const { from, to } = graph.edges[id];
  return `${graph.about[from].label} — ${relationName(id)} → ${graph.about[to].label}`;
}
