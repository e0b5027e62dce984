"use strict";
/* What the reader does: choose, search, filter, look around a node, move the drawing; by pointer or keyboard. */
const search = document.getElementById("search");
const matches = document.getElementById("matches");
const boxes = [...document.querySelectorAll("#filters input")];
const mostMatches = 12;

/* Tells of a node or edge in the panel and, unless quietly, marks it in the drawing; null chooses nothing. */
function choose(chosen, { look = false, quiet = false } = {}) {
  Object.assign(state, { chosen, quiet });
  tip.hidden = true;
  if (chosen?.node !== undefined && !visible.nodes.has(chosen.node) && !quiet) reveal(chosen.node);
  if (!chosen) state.centre = null;
  show();
  network.unselectAll();
  if (chosen?.node !== undefined && !quiet) network.selectNodes([chosen.node]);
  if (chosen?.edge !== undefined) network.selectEdges([chosen.edge]);
  if (look) {
    const scale = Math.max(network.getScale(), 0.8);
    network.focus(chosen.node, { scale, animation: calm() ? false : { duration: 350 } });
    panel.focus({ preventScroll: true });
  }
  fillPanel();
}

/* A node that a filter or neighbourhood hides becomes visible when it is asked for. */
function reveal(node) {
  const type = graph.nodes[node].group;
  boxes.find((box) => box.name === "type" && box.value === type).checked = true;
  state.types.add(type);
  state.centre = null;
}

function neighbourhood(node, count) {
  state.centre = count ? node : null;
  state.steps = count;
  choose({ node });
  fit();
}

function readFilters() {
  const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
  state.types = new Set(chosen("type"));
  state.relations = new Set(chosen("relation").map(Number));
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
const names = graph.about.map((about) => folded([about.label, ...about.names].join(" · ")));

function found(text) {
  const parts = folded(text).split(/\s+/).filter(Boolean);
  const rank = (id) => (folded(graph.about[id].label).startsWith(parts[0]) ? 0 : 1);
  return graph.nodes.map((node) => node.id).filter((id) => parts.every((part) => names[id].includes(part)))
    .sort((one, other) => rank(one) - rank(other) || around[other].length - around[one].length || one - other);
}

function listMatches() {
  const text = search.value.trim();
  const ids = text ? found(text) : [];
  const rows = ids.slice(0, mostMatches).map((id, index) => el("li", { role: "option", id: `match-${index}`, "aria-selected": index === 0, "data-node": id, onmousedown: (event) => { event.preventDefault(); pick(id); } },
    shape(graph.nodes[id].group), graph.about[id].label));
  if (ids.length > mostMatches) rows.push(el("li", { class: "note" }, filled(words.more, { count: number(ids.length - mostMatches) })));
  if (text && !ids.length) rows.push(el("li", { class: "note" }, words.no_match));
  matches.replaceChildren(...rows);
  openMatches(rows.length > 0);
}

function openMatches(open) {
  matches.hidden = !open;
  search.setAttribute("aria-expanded", open);
  const current = matches.querySelector("[aria-selected=true]");
  if (open && current) search.setAttribute("aria-activedescendant", current.id);
  else search.removeAttribute("aria-activedescendant");
}

function pick(node) {
  openMatches(false);
  search.value = "";
  choose({ node }, { look: true });
}

function stepThroughMatches(by) {
  const options = [...matches.querySelectorAll("[role=option]")];
  if (!options.length) return;
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = options[(at + by + options.length) % options.length];
  options.forEach((option) => option.setAttribute("aria-selected", option === next));
  next.scrollIntoView({ block: "nearest" });
  openMatches(true);
}

search.addEventListener("input", listMatches);
search.addEventListener("focus", listMatches);
search.addEventListener("blur", () => openMatches(false));
search.addEventListener("keydown", (event) => {
  const current = matches.querySelector("[aria-selected=true]");
  if (event.key === "ArrowDown") stepThroughMatches(1);
  else if (event.key === "ArrowUp") stepThroughMatches(-1);
  else if (event.key === "Enter" && current && !matches.hidden) pick(Number(current.dataset.node));
  else if (event.key === "Escape") { search.value = ""; openMatches(false); search.blur(); }
  else return;
  event.preventDefault();
});

for (const box of boxes) {
  box.addEventListener("change", () => {
    readFilters();
    if (state.chosen?.node !== undefined && !state.types.has(graph.nodes[state.chosen.node].group)) choose(null);
    show();
    fillPanel();
  });
}

function press(id, pressed) {
  document.getElementById(id).setAttribute("aria-pressed", pressed);
}

document.getElementById("fit").addEventListener("click", fit);
document.getElementById("names").addEventListener("click", () => {
  state.names = !state.names;
  press("names", state.names);
  network.redraw();
});
const moveButton = document.getElementById("move");
function toggleMove(on) {
  move(on);
  press("move", on);
  moveButton.textContent = on ? words.freeze : words.move;
}
moveButton.addEventListener("click", () => toggleMove(!moving));

network.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (node !== undefined) choose({ node });
  else choose(edge === undefined ? null : { edge });
});
network.on("doubleClick", ({ nodes: [node] }) => { if (node !== undefined) neighbourhood(node, 1); });
network.on("hoverNode", ({ node, pointer }) => { hovered = node; fillTip({ node }, pointer.DOM); });
network.on("hoverEdge", ({ edge, pointer }) => fillTip({ edge }, pointer.DOM));
for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => { hovered = null; tip.hidden = true; });

const pans = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function pan([right, down]) {
  const { x, y } = network.getViewPosition();
  const step = 80 / network.getScale();
  network.moveTo({ position: { x: x + right * step, y: y + down * step } });
}
function zoom(times) {
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * times, 0.01), 10) });
}

document.addEventListener("keydown", (event) => {
  if (event.target === search || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") search.focus();
  else if (event.key === "f" || event.key === "F") fit();
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (pans[event.key] && stage.contains(event.target)) pan(pans[event.key]);
  else if (event.key === "Escape") choose(null);
  else if (/^[0-9]$/.test(event.key) && state.chosen?.node !== undefined) neighbourhood(state.chosen.node, Number(event.key));
  else return;
  event.preventDefault();
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
readFilters();
press("names", state.names);
toggleMove(moving);
paint();
const asked = graph.about.findIndex((about) => about.asked);
choose(asked >= 0 && graph.about.filter((about) => about.asked).length === 1 ? { node: asked } : null, { quiet: true });
network.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });
fit();
network.redraw();
