import { between, colour, typeColour } from "./colours.js";
import { Names } from "./names.js";
import { told } from "./words.js";

/* The drawing itself, by vis-network: it draws a view of the model and tells what the reader does to it. */
const many = 150; // nodes from which on edges are left out while something moves
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Canvas {
  #nodes = new vis.DataSet();
  #edges = new vis.DataSet();

  constructor(element, reader) {
    this.element = element;
    this.view = { things: [], edges: [] };
    this.network = new vis.Network(element, { nodes: this.#nodes, edges: this.#edges }, options);
    element.network = this.network; // for whoever looks at the page from outside, as its tests do
    this.names = new Names(this);
    const at = ({ nodes: [node], edges: [edge] }) => (node !== undefined ? { node } : edge !== undefined ? { edge } : null);
    this.network.on("click", (event) => reader.choose(at(event), event.event.srcEvent));
    this.network.on("doubleClick", (event) => reader.grow(event.nodes[0]));
    this.network.on("dragEnd", ({ nodes }) => { if (nodes.length) reader.move(this.places(nodes)); });
    this.network.on("hoverNode", ({ node }) => this.names.point(node));
    this.network.on("blurNode", () => this.names.point(null));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw(this.view, this.chosen, this.path));
  }

  /* Draws a view; only what has changed is written, and nothing moves that has a place. */
  draw(view, chosen, path = []) {
    Object.assign(this, { view, chosen, path });
    const ink = { paper: colour("paper"), ink: colour("ink"), rule: colour("rule"), accent: colour("warn") };
    const onPath = new Set(path);
    sync(this.#nodes, view.things.map((thing) => ({
      id: thing.id, x: thing.x, y: thing.y, size: thing.size, shape: told.shapes[thing.type],
      borderWidth: thing.pinned ? 3 : 1.5, color: nodeColour(thing, ink),
    })));
    sync(this.#edges, view.edges.map((edge) => ({
      id: edge.key, from: edge.source, to: edge.target, width: onPath.has(edge.key) ? 3.5 : 1.2,
      dashes: edge.confidence !== null && edge.confidence < 0.6,
      color: { color: onPath.has(edge.key) ? ink.accent : between(ink.rule, ink.ink, 0.65), highlight: ink.accent, hover: ink.accent },
      smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: 0.16 * Math.abs(edge.bend) } : false,
    })));
    const lighter = view.things.length >= many;
    if (lighter !== this.lighter) this.network.setOptions({ interaction: { hideEdgesOnDrag: lighter, hideEdgesOnZoom: lighter } });
    this.lighter = lighter;
    this.names.read(view, this.path);
    this.network.setSelection({ nodes: chosen?.node && this.#nodes.get(chosen.node) ? [chosen.node] : [], edges: chosen?.edge && this.#edges.get(chosen.edge) ? [chosen.edge] : [] }, { highlightEdges: false });
    this.network.redraw();
  }

  places(ids = this.view.things.map(({ id }) => id)) {
    return this.network.getPositions(ids.filter((id) => this.#nodes.get(id)));
  }

  /* Everything in view, with room for names. */
  fit() {
    const places = Object.values(this.places());
    if (!places.length) return;
    const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const { clientWidth: width, clientHeight: height } = this.element;
    const scale = Math.min((width - Math.min(200, width * 0.3)) / Math.max(right - left, 1), (height - Math.min(130, height * 0.3)) / Math.max(bottom - top, 1), 1.3);
    this.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: calm() ? false : { duration: 300 } });
  }

  /* Brings a place into view where it is not, and moves nothing where it is. */
  seek(ids) {
    const seen = Object.values(this.places(ids)).map((place) => this.network.canvasToDOM(place));
    const { clientWidth: width, clientHeight: height } = this.element;
    if (seen.some(({ x, y }) => x < 20 || y < 20 || x > width - 20 || y > height - 20)) this.fit();
  }

  pan(right, down) {
    const { x, y } = this.network.getViewPosition();
    const step = 80 / this.network.getScale();
    this.network.moveTo({ position: { x: x + right * step, y: y + down * step } });
  }

  zoom(times) {
    this.network.moveTo({ scale: Math.min(Math.max(this.network.getScale() * times, 0.02), 8) });
  }

  /* Lets edges pull and things push until all is still; what is pinned stays. Resolves to the places. */
  arranged() {
    this.#nodes.update(this.view.things.map(({ id, pinned }) => ({ id, fixed: Boolean(pinned) })));
    return new Promise((resolve) => {
      this.network.once("stabilizationIterationsDone", () => {
        this.network.setOptions({ physics: { enabled: false } });
        this.#nodes.update(this.view.things.map(({ id }) => ({ id, fixed: false })));
        resolve(this.places());
      });
      this.network.setOptions({ physics: { enabled: true } });
      this.network.stabilize(200);
    });
  }
}

function sync(set, items) {
  const kept = new Set(items.map(({ id }) => id));
  set.remove(set.getIds().filter((id) => !kept.has(id)));
  set.update(items.filter((item) => JSON.stringify(set.get(item.id)) !== JSON.stringify(item)));
}

function nodeColour({ type, pinned }, { paper, ink }) {
  const fill = typeColour(type);
  const bright = { background: fill, border: ink };
  return { background: fill, border: pinned ? ink : paper, highlight: bright, hover: bright };
}

const options = {
  nodes: { chosen: true },
  edges: { arrows: { to: { enabled: true, scaleFactor: 0.55 } }, selectionWidth: 1.6, hoverWidth: 0.8 },
  layout: { improvedLayout: false, randomSeed: 1 },
  physics: { enabled: false, stabilization: false, solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -90, springLength: 130, avoidOverlap: 0.4, damping: 0.6 } },
  interaction: { hover: true, multiselect: true, selectConnectedEdges: false, hoverConnectedEdges: false },
};
