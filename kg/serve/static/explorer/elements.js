import { told } from "./words.js";

/* Elements, built from text nodes alone, so that no name and no article is ever read as markup. */
export function el(name, attributes, ...children) {
  return build(document.createElement(name), attributes, children);
}

export function svg(name, attributes, ...children) {
  return build(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function build(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean" && !key.startsWith("aria-")) made.toggleAttribute(key, value);
    else made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/* Names come from articles: none may turn the direction of the text around it. */
export function bdi(...text) {
  return el("bdi", {}, text);
}

export function button(text, action, attributes = {}) {
  return el("button", { type: "button", ...attributes, onclick: action }, text);
}

/* Shapes as vis draws them, so that the legend and saved pictures show the same: the outline around a point. */
const outlines = {
  square: (r) => `M${-r} ${-r}H${r}V${r}H${-r}Z`,
  diamond: (r) => `M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z`,
  triangle: (r) => `M0 ${-1.15 * r}L${r * 1.15} ${r * 0.85}H${-r * 1.15}Z`,
  triangleDown: (r) => `M0 ${1.15 * r}L${r * 1.15} ${-r * 0.85}H${-r * 1.15}Z`,
  star: (r) => `M${polygon(10, (i) => r * (i % 2 ? 0.5 : 1.3))}Z`,
  hexagon: (r) => `M${polygon(6, () => r, Math.PI / 2)}Z`,
};

function polygon(corners, radius, turn = 0) {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (i * 2 * Math.PI) / corners - Math.PI / 2 + turn;
    return `${(radius(i) * Math.cos(angle)).toFixed(1)} ${(radius(i) * Math.sin(angle)).toFixed(1)}`;
  }).join("L");
}

export function shape(type, radius, attributes = {}) {
  const outline = outlines[told.shapes[type]];
  return outline ? svg("path", { d: outline(radius), ...attributes }) : svg("circle", { r: radius, ...attributes });
}

export function icon(type) {
  return svg("svg", { class: `icon type-${type}`, viewBox: "-10 -10 20 20", "aria-hidden": "true" }, shape(type, 7));
}
