"use strict";
/* Names on the drawing, as on a map: at the size of reading at every zoom, the best connected first, none over another. */
const labels = { size: 13, edgeSize: 11, most: 160, hubs: 30, smallest: 4, line: 1.18, width: 22 };
const inks = {};
const byDegree = graph.nodes.map((node) => node.id).sort((one, other) => around[other].length - around[one].length || one - other);
const wrapped = graph.nodes.map((node) => wrap(node.label));
const wrappedEdges = graph.edges.map((edge) => [edge.label]);
let hovered = null;

function wrap(text) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    if (!lines[last]) lines[last] = word;
    else if (lines[last].length + word.length < labels.width || last >= 2) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => (line.length > 34 ? `${line.slice(0, 33)}…` : line));
}

/* What is in view, and which boxes on it are taken. */
class Sheet {
  constructor(context) {
    this.context = context;
    this.unit = 1 / network.getScale();
    this.from = network.DOMtoCanvas({ x: 0, y: 0 });
    this.to = network.DOMtoCanvas({ x: stage.clientWidth, y: stage.clientHeight });
    this.names = [];
    this.nodes = [];
    this.left = labels.most;
  }

  sees({ x, y }) {
    return x > this.from.x && x < this.to.x && y > this.from.y && y < this.to.y;
  }

  /* Whether a box is in view, clear of other names and, unless it may cover them, of other nodes. */
  free(box, covering) {
    const clear = (other) => other.owner === box.owner || box.left >= other.right || other.left >= box.right || box.top >= other.bottom || other.top >= box.bottom;
    const inside = box.left > this.from.x && box.right < this.to.x && box.top > this.from.y && box.bottom < this.to.y;
    return inside && this.names.every(clear) && (covering || this.nodes.every(clear));
  }

  font(size, weight) {
    this.context.font = `${weight} ${size * this.unit}px ${inks.face}`;
  }

  measure(lines, size) {
    const width = Math.max(...lines.map((line) => this.context.measureText(line).width));
    return { width, height: lines.length * size * labels.line * this.unit };
  }

  write(lines, box, size, ink) {
    const { context, unit } = this;
    context.lineWidth = 3.5 * unit;
    context.lineJoin = "round";
    context.strokeStyle = inks.paper;
    context.fillStyle = ink;
    lines.forEach((line, index) => {
      const y = box.top + (index + 0.82) * size * labels.line * unit;
      context.strokeText(line, (box.left + box.right) / 2, y);
      context.fillText(line, (box.left + box.right) / 2, y);
    });
    this.names.push(box);
    this.left -= 1;
  }
}

function drawLabels(context) {
  const sheet = new Sheet(context);
  context.save();
  context.textAlign = "center";
  const places = network.getPositions([...visible.nodes]);
  const first = foremost();
  const rank = (id) => (first.has(id) ? 0 : dimmed(id) ? 2 : 1);
  const seen = byDegree.filter((id) => visible.nodes.has(id) && sheet.sees(places[id])).sort((one, other) => rank(one) - rank(other));
  if (seen.length <= 400) sheet.nodes = seen.map((id) => nodeBox(id, places[id]));
  const hubs = new Set(seen.slice(0, Math.min(labels.hubs, Math.ceil(seen.length / 8))));
  for (const id of seen) {
    if (sheet.left <= 0) break;
    if (!hubs.has(id) && graph.nodes[id].size < labels.smallest * sheet.unit) continue;
    nameNode(sheet, id, places[id], { bold: first.has(id), covering: hubs.has(id), always: first.has(id) });
  }
  nameVisibleEdges(sheet);
  context.restore();
}

/* The node under the pointer, the chosen one and its neighbours, and those that the page was asked for. */
function foremost() {
  const first = new Set([hovered, state.chosen?.node, state.centre].filter((id) => id !== null && id !== undefined));
  if (state.chosen?.edge !== undefined) [graph.edges[state.chosen.edge].from, graph.edges[state.chosen.edge].to].forEach((id) => first.add(id));
  graph.about.forEach((about, id) => { if (about.asked) first.add(id); });
  return first;
}

function nodeBox(id, { x, y }) {
  const half = graph.nodes[id].size;
  return { owner: id, left: x - half, right: x + half, top: y - half, bottom: y + half };
}

function nameNode(sheet, id, place, { bold, covering, always }) {
  const lines = wrapped[id];
  sheet.font(labels.size, bold ? 600 : 400);
  const { width, height } = sheet.measure(lines, labels.size);
  const gap = graph.nodes[id].size + 3 * sheet.unit;
  const at = (x, y) => ({ owner: id, left: x - width / 2, right: x + width / 2, top: y, bottom: y + height });
  const boxes = [at(place.x, place.y + gap), at(place.x, place.y - gap - height),
    at(place.x + gap + width / 2, place.y - height / 2), at(place.x - gap - width / 2, place.y - height / 2)];
  const clear = (over) => boxes.find((candidate) => sheet.free(candidate, over));
  const box = clear(false) ?? (covering ? clear(true) : null) ?? (always ? boxes[0] : null);
  if (box) sheet.write(lines, box, labels.size, dimmed(id) ? inks.soft : inks.ink);
}

function nameVisibleEdges(sheet) {
  const { node, edge } = (state.quiet ? null : state.chosen) ?? {};
  const chosen = node !== undefined ? around[node].map(([id]) => id) : edge !== undefined ? [edge] : [];
  const others = state.names ? graph.edges.map((item) => item.id) : [];
  sheet.font(labels.edgeSize, 400);
  for (const id of new Set([...chosen, ...others])) {
    if (sheet.left <= 0) break;
    if (visible.edges.has(id)) nameEdge(sheet, id, chosen.includes(id));
  }
}

function nameEdge(sheet, id, chosen) {
  const drawn = network.body.edges[id].edgeType;
  const { width, height } = sheet.measure(wrappedEdges[id], labels.edgeSize);
  const places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map((part) => drawn.getPoint(part, drawn.getViaNode?.()));
  const box = places.map(({ x, y }) => ({ owner: `edge ${id}`, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }))
    .find((candidate) => sheet.free(candidate, chosen));
  if (box) sheet.write(wrappedEdges[id], box, labels.edgeSize, chosen ? inks.chosen : inks.soft);
}
network.on("afterDrawing", drawLabels);
