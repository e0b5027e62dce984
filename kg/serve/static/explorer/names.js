import { Boxes } from "./boxes.js";
import { colour } from "./colours.js";
import { relationName } from "./words.js";

/* Names on the drawing, as on a map: at the size of reading at every zoom, the chosen and best connected first, none over
 * another. Drawn as text on the canvas, whatever is in them. */
const size = 13;
const line = size * 1.2;
const most = 160;
const columns = 22;

export function wrapped(text) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    if (!lines[last]) lines[last] = word;
    else if (lines[last].length + word.length < columns || last >= 2) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  return lines.map((text) => (text.length > 34 ? `${text.slice(0, 33)}…` : text));
}

export class Names {
  #things = [];
  #edges = [];
  #pointed = null;

  constructor(canvas) {
    this.canvas = canvas;
    canvas.network.on("afterDrawing", (context) => this.#draw(context));
  }

  read({ things, edges }, path) {
    const first = new Set(path.flatMap((key) => edges.filter((edge) => edge.key === key).flatMap(({ source, target }) => [source, target])));
    const rank = ({ id, size }) => (this.canvas.chosen?.node === id ? 1e4 : 0) + (first.has(id) ? 1e3 : 0) + size;
    this.#things = [...things].sort((one, other) => rank(other) - rank(one)).map((thing) => ({ ...thing, lines: wrapped(thing.label) }));
    const told = (edge) => path.includes(edge.key) || this.canvas.chosen?.edge === edge.key || [edge.source, edge.target].includes(this.canvas.chosen?.node);
    this.#edges = [...edges.filter(told), ...(edges.length <= 40 ? edges.filter((edge) => !told(edge)) : [])];
    this.ink = { paper: colour("paper"), ink: colour("ink"), soft: colour("soft"), face: getComputedStyle(document.documentElement).getPropertyValue("--sans") };
  }

  point(id) {
    this.#pointed = id;
    this.canvas.network.redraw();
  }

  #draw(context) {
    const { network, element } = this.canvas;
    const unit = 1 / network.getScale();
    const [from, to] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: element.clientWidth, y: element.clientHeight })];
    const sheet = new Sheet(context, unit, this.ink);
    const bodies = network.body.nodes;
    const seen = this.#things.filter(({ id }) => bodies[id] && bodies[id].x > from.x && bodies[id].x < to.x && bodies[id].y > from.y && bodies[id].y < to.y);
    const pointed = seen.filter(({ id }) => id === this.#pointed);
    for (const thing of [...pointed, ...seen]) {
      if (sheet.count >= most) break;
      const { x, y } = bodies[thing.id];
      const first = thing.id === this.#pointed || thing.id === this.canvas.chosen?.node;
      const away = thing.size + 3 * unit;
      const style = { owner: thing.id, ink: this.ink.ink, bold: first };
      if (!sheet.write(thing.lines, x, y + away, { ...style, anyway: first })) sheet.write(thing.lines, x, y - away - thing.lines.length * line * unit, style);
    }
    for (const edge of this.#edges) {
      if (sheet.count >= most) break;
      const drawn = network.body.edges[edge.key]?.edgeType;
      if (!drawn) continue;
      const { x, y } = drawn.getPoint(0.5, drawn.getViaNode?.());
      sheet.write([shortened(relationName(edge))], x, y - line * unit * 0.5, { owner: edge.key, ink: this.ink.soft });
    }
  }
}

const shortened = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/* What is written on the drawing, in one pass; a name below its thing, or above it where there is no room. */
class Sheet {
  count = 0;

  constructor(context, unit, ink) {
    Object.assign(this, { context, unit, ink, boxes: new Boxes(80 * unit) });
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 3.5 * unit;
  }

  write(lines, x, y, { owner, ink, bold = false, anyway = false }) {
    const { context, unit } = this;
    context.font = `${bold ? 600 : 400} ${size * unit}px ${this.ink.face}`;
    const half = Math.max(...lines.map((text) => context.measureText(text).width)) / 2;
    if (!this.boxes.claim({ owner, left: x - half, right: x + half, top: y, bottom: y + lines.length * line * unit }, { anyway })) return false;
    this.count += 1;
    context.strokeStyle = this.ink.paper;
    context.fillStyle = ink;
    lines.forEach((text, index) => {
      context.strokeText(text, x, y + index * line * unit);
      context.fillText(text, x, y + index * line * unit);
    });
    return true;
  }
}
