"use strict";
/* The drawing: what is in it, which part of it is visible, and its colours. Everything is read from the JSON in the page. */
const graph = JSON.parse(document.getElementById("graph").textContent);
const words = graph.words;
const stage = document.getElementById("network");
/* vis draws shapes and lines; names are drawn by labels.js. */
const nodes = new vis.DataSet(graph.nodes.map(({ label, ...node }) => node));
const edges = new vis.DataSet(graph.edges.map(({ label, ...edge }) => edge));
/* For each node its edges, as [edge, other end]. */
const around = graph.nodes.map(() => []);
for (const edge of graph.edges) {
  around[edge.from].push([edge.id, edge.to]);
  if (edge.from !== edge.to) around[edge.to].push([edge.id, edge.from]);
}
const state = { types: new Set(), relations: new Set(), centre: null, steps: 0, names: graph.edges.length <= 90, chosen: null, quiet: false };
const visible = { nodes: new Set(), edges: new Set() };
const network = new vis.Network(stage, { nodes, edges }, graph.options);
let moving = graph.options.physics.enabled;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/* Colours live in the style sheet, so that light and dark are said once. */
function paint() {
  const [paper, ink, soft, edge, chosen] = ["paper", "ink", "soft", "edge", "chosen"].map(colour);
  const groups = {};
  for (const type of Object.keys(words.type)) {
    const fill = colour(type);
    const bright = { background: fill, border: ink };
    groups[type] = { color: { background: fill, border: paper, highlight: bright, hover: bright } };
    if (type === "Other") groups[type].color = { background: paper, border: fill, highlight: bright, hover: bright };
    const pale = mixed(fill, paper, 0.28);
    groups[`${type} dimmed`] = { color: { background: type === "Other" ? paper : pale, border: type === "Other" ? pale : paper, highlight: bright, hover: bright } };
  }
  Object.assign(inks, { paper, ink, soft, chosen, face: getComputedStyle(document.body).fontFamily });
  network.setOptions({ groups, edges: { color: { color: edge, highlight: chosen, hover: chosen } } });
}

/* A colour between two others, both as #rrggbb: opaque, so that no line shows through a node. */
function mixed(one, other, share) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [parts(one), parts(other)];
  return `rgb(${a.map((value, index) => Math.round(value * share + b[index] * (1 - share))).join(", ")})`;
}

/* How many steps each node that can be reached over visible edges is away from a node. */
function distances(start, most = Infinity) {
  const far = new Map([[start, 0]]);
  for (const node of far.keys()) {
    if (far.get(node) >= most) break;
    for (const [edge, other] of around[node]) {
      if (!far.has(other) && allowed(edge)) far.set(other, far.get(node) + 1);
    }
  }
  return far;
}

function allowed(edge) {
  const { from, to, relation } = graph.edges[edge];
  return state.relations.has(relation) && state.types.has(graph.nodes[from].group) && state.types.has(graph.nodes[to].group);
}

/* Shows what the filters and the neighbourhood leave, and writes only what changes. */
function show() {
  const near = state.centre !== null && state.steps ? distances(state.centre, state.steps) : null;
  visible.nodes = new Set(graph.nodes.map((n) => n.id).filter((id) => state.types.has(graph.nodes[id].group) && (!near || near.has(id))));
  visible.edges = new Set(graph.edges.map((e) => e.id).filter((id) => allowed(id) && visible.nodes.has(graph.edges[id].from) && visible.nodes.has(graph.edges[id].to)));
  hide(nodes, visible.nodes);
  hide(edges, visible.edges);
  dim();
  const counts = visible.nodes.size === graph.nodes.length ? `${number(graph.nodes.length)}` : `${number(visible.nodes.size)} ${words.of} ${number(graph.nodes.length)}`;
  document.getElementById("status").textContent = `${counts} ${words.nodes}, ${number(visible.edges.size)} ${words.edges}`;
}

function hide(items, shown) {
  const changed = [];
  items.forEach((item) => {
    if (Boolean(item.hidden) === shown.has(item.id)) changed.push({ id: item.id, hidden: !shown.has(item.id) });
  });
  if (changed.length) items.update(changed);
}

/* With a node or edge chosen, what does not touch it steps back. */
function dimmed(id) {
  const { node, edge } = (state.quiet ? null : state.chosen) ?? {};
  if (edge !== undefined) return id !== graph.edges[edge].from && id !== graph.edges[edge].to;
  return node !== undefined && id !== node && !around[node].some(([link, other]) => other === id && visible.edges.has(link));
}

function dim() {
  const changed = graph.nodes.map(({ id, group }) => ({ id, group: dimmed(id) ? `${group} dimmed` : group })).filter(({ id, group }) => nodes.get(id).group !== group);
  if (changed.length) nodes.update(changed);
}

/* All that is visible, with room at the sides for names. */
function fit() {
  const places = Object.values(network.getPositions([...visible.nodes]));
  if (!places.length) return;
  const [left, top] = [Math.min(...places.map(({ x }) => x)), Math.min(...places.map(({ y }) => y))];
  const [right, bottom] = [Math.max(...places.map(({ x }) => x)), Math.max(...places.map(({ y }) => y))];
  const across = Math.max(stage.clientWidth - 190, 60) / Math.max(right - left, 1);
  const down = Math.max(stage.clientHeight - 150, 60) / Math.max(bottom - top, 1);
  const scale = Math.min(across, down, 1.4);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 + 20 / scale }; // the buttons are at the bottom
  network.moveTo({ position, scale, animation: calm() ? false : { duration: 350 } });
}

function calm() {
  return graph.nodes.length > 600 || matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function move(on) {
  moving = on;
  network.setOptions({ physics: { enabled: on } });
}

function number(value) {
  return value.toLocaleString(document.documentElement.lang);
}
