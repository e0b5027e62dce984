import { Boxes } from "./boxes.js";
import { colour, typeColour } from "./colours.js";
import { shape, svg } from "./elements.js";
import { wrapped } from "./names.js";
import { relationName } from "./words.js";

/* The drawing as a picture to be kept: SVG made of what is visible, and PNG made of that SVG. */
const margin = 90;
const head = 46;
const foot = 30;
const largest = 8000; // pixels of a PNG's longer side
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu; // characters that XML has not

/* `ink` writes colours: as they are now, or by name, so that they follow the style of the page that the picture stands in. */
export function picture({ things, edges }, { title, source, path = [], ink: inked = colour }) {
  const ink = { paper: inked("paper"), ink: inked("ink"), soft: inked("soft"), accent: inked("warn"), face: "system-ui, 'Noto Sans', 'Liberation Sans', Arial, sans-serif" };
  const [xs, ys] = [things.map(({ x }) => x), things.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin * 0.6];
  const width = Math.max(Math.max(...xs) + margin - left, 420);
  const height = Math.max(...ys) + margin - top;
  const at = new Map(things.map((thing) => [thing.id, thing]));
  const text = (words, attributes) => svg("text", { "font-family": ink.face, fill: ink.ink, "font-size": 13, ...attributes }, words.replace(unwritable, ""));
  const boxes = new Boxes(80);
  for (const box of things.flatMap(boxesOf)) boxes.claim(box, { anyway: true });
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top - head} ${width} ${height + head + foot}`, width, height: height + head + foot, role: "img" },
    svg("title", {}, title.replace(unwritable, "")),
    svg("rect", { x: left, y: top - head, width, height: height + head + foot, fill: ink.paper }),
    text(title, { x: left + 16, y: top - head + 28, "font-size": 17, "font-weight": 700 }),
    edges.map((edge) => line(edge, at, path.includes(edge.key), ink)),
    things.map((thing) => svg("g", { transform: `translate(${thing.x} ${thing.y})` }, shape(thing.type, thing.size, { fill: typeColour(thing.type, inked), stroke: thing.pinned ? ink.ink : ink.paper, "stroke-width": 2 }))),
    edges.length <= 90 ? edges.map((edge) => relation(edge, at, boxes, text, ink)) : [],
    things.map((thing) => wrapped(thing.label).map((words, index) => halo(text(words, { x: thing.x, y: thing.y + thing.size + 15 + index * 15, "text-anchor": "middle" }), ink))),
    text(source, { x: left + 16, y: top + height + foot - 12, "font-size": 11, fill: ink.soft }));
}

/* What a thing and its name cover, some 7 units a letter. */
function boxesOf({ id, x, y, size, label }) {
  const lines = wrapped(label);
  const half = Math.max(...lines.map((words) => words.length * 3.5));
  return [
    { owner: `shape ${id}`, left: x - size, right: x + size, top: y - size, bottom: y + size },
    { owner: `name ${id}`, left: x - half, right: x + half, top: y + size, bottom: y + size + 6 + lines.length * 15 },
  ];
}

/* The relation's name on its edge, where there is room for it. */
function relation(edge, at, boxes, text, ink) {
  const name = relationName(edge);
  const half = name.length * 3;
  for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
    const { x, y } = along(edge, at, part);
    if (boxes.claim({ owner: edge.key, left: x - half, right: x + half, top: y - 7, bottom: y + 7 })) return halo(text(name, { x, y: y + 4, "font-size": 11, fill: ink.soft, "text-anchor": "middle" }), ink);
  }
  return null;
}

function halo(made, { paper }) {
  for (const [name, value] of Object.entries({ stroke: paper, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" })) made.setAttribute(name, value);
  return made;
}

/* From the outline of one thing to that of the other, bent where several edges run there, with an arrow's head. */
function line(edge, at, onPath, ink) {
  const [from, to] = [at.get(edge.source), at.get(edge.target)];
  const bend = bendOf(edge, from, to);
  const start = towards(from, bend, from.size);
  const end = towards(to, bend, to.size + 3);
  const stroke = onPath ? ink.accent : ink.soft;
  const angle = (Math.atan2(to.y - bend.y, to.x - bend.x) * 180) / Math.PI;
  return [
    svg("path", { d: `M${start.x} ${start.y}Q${bend.x} ${bend.y} ${end.x} ${end.y}`, fill: "none", stroke, "stroke-width": onPath ? 3 : 1.2, ...(edge.confidence !== null && edge.confidence < 0.6 ? { "stroke-dasharray": "5 4" } : {}) }),
    svg("path", { d: "M0 0L-9 -4V4Z", fill: stroke, transform: `translate(${end.x} ${end.y}) rotate(${angle.toFixed(1)})` }),
  ];
}

function bendOf({ bend }, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return { x: (from.x + to.x) / 2 + dy * 0.16 * bend, y: (from.y + to.y) / 2 - dx * 0.16 * bend };
}

/* The point of an edge at a part of its length. */
function along(edge, at, part) {
  const [from, to] = [at.get(edge.source), at.get(edge.target)];
  const bend = bendOf(edge, from, to);
  const mix = (name) => Math.round(((1 - part) ** 2 * from[name] + 2 * part * (1 - part) * bend[name] + part ** 2 * to[name]) * 10) / 10;
  return { x: mix("x"), y: mix("y") };
}

function towards(from, to, distance) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const round = (value) => Math.round(value * 10) / 10;
  return { x: round(from.x + ((to.x - from.x) * distance) / length), y: round(from.y + ((to.y - from.y) * distance) / length) };
}

export function svgFile(made) {
  return new Blob([new XMLSerializer().serializeToString(made)], { type: "image/svg+xml" });
}

export async function pngFile(made) {
  const [width, height] = ["width", "height"].map((side) => Number(made.getAttribute(side)));
  const scale = Math.min(2, largest / Math.max(width, height));
  const address = URL.createObjectURL(svgFile(made));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const sheet = document.createElement("canvas");
    Object.assign(sheet, { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
    sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
    return await new Promise((resolve) => sheet.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}
