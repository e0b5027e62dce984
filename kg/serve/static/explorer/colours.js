/* Colours are in the style sheet, so that light and dark are said once. */
const types = { Person: "person", Unit: "unit", Post: "unit", Event: "event", Program: "program", Place: "place" };

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/* The colour of a type, as `ink` writes colours. */
export const typeColour = (type, ink = colour) => ink(types[type] ?? "soft");

/* A colour between two that are written as #rrggbb. */
export function between(one, other, share) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [parts(one), parts(other)];
  return `rgb(${a.map((value, index) => Math.round(value * share + b[index] * (1 - share))).join(", ")})`;
}
