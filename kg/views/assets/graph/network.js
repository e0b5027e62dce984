"use strict";
/* The drawing: what is in it, which part of it is visible, and its colours. Everything is read from the JSON in the page. */
const graph = JSON.parse(document.getElementById("graph").textContent);
const words = graph.words;
const stage = document.getElementById("network");
const nodes = new vis.DataSet(graph.nodes.map((node) => ({ ...node, id: node.id })));
const edges = new vis.DataSet(graph.edges);
const edgeNames = graph.edges.map((edge) => edge.label);
/* For each node its edges, as [edge, other end]. */
const around = graph.nodes.map(() => []);
for (const edge of graph.edges) {
  around[edge.from].push([edge.id, edge.to]);
  if (edge.from !== edge.to) around[edge.to].push([edge.id, edge.from]);
}
const state = { types: new Set(), relations: new Set(), centre: null, steps: 0, names: graph.edges.length <= 90, chosen: null };
const visible = { nodes: new Set(), edges: new Set() };
const network = new vis.Network(stage, { nodes, edges }, graph.options);
let moving = graph.options.physics.enabled;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/* Colours live in the style sheet, so that light and dark are said once. */
function paint() {
  const [paper, ink, soft, edge, accent] = ["paper", "ink", "soft", "edge", "accent"].map(colour);
  const groups = {};
  for (const type of Object.keys(words.type)) {
    const fill = colour(type);
    const bright = { background: fill, border: ink };
    groups[type] = { color: { background: fill, border: paper, highlight: bright, hover: bright } };
    if (graph.shapes[type] === "box") groups[type].font = { color: paper, strokeWidth: 0 };
  }
  network.setOptions({
    groups,
    nodes: { font: { color: ink, strokeColor: paper } },
    edges: { color: { color: edge, highlight: accent, hover: accent }, font: { color: soft, strokeColor: paper } },
  });
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
  nameEdges();
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

/* Names of relations: on every edge where there are few, else on those of the chosen node. */
function nameEdges() {
  const chosen = new Set(state.chosen?.node === undefined ? [] : around[state.chosen.node].map(([edge]) => edge));
  if (state.chosen?.edge !== undefined) chosen.add(state.chosen.edge);
  const changed = [];
  edges.forEach((edge) => {
    const label = state.names || chosen.has(edge.id) ? edgeNames[edge.id] : "";
    if (edge.label !== label) changed.push({ id: edge.id, label });
  });
  if (changed.length) edges.update(changed);
}

function fit() {
  const shown = [...visible.nodes];
  if (shown.length) network.fit({ nodes: shown, maxZoomLevel: 1.15, animation: calm() ? false : { duration: 350 } });
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
