import { told } from "./words.js";

/* The state of the drawing: what is drawn and where, what is filtered, what is chosen. It is all in the address's
 * fragment, so that an address shows what its sender saw, and the browser's way back is the way to undo.
 *
 * things: [{ id, x, y, pinned, hidden, grown }]   without: [types and relations that are not shown]
 * since, until: days   least: confidence          chosen: { node } | { edge } | { path: [from, to] } | null
 */
export const blank = { things: [], without: [], since: "", until: "", least: 0, chosen: null };

const flags = { pinned: "!", hidden: "-", grown: "*" };
const keep = (text) => encodeURIComponent(text).replace(/%(2F|3A|20)/g, (code) => ({ "%2F": "/", "%3A": ":", "%20": "+" })[code]);
const back = (text) => decodeURIComponent(text.replaceAll("+", " "));

export function written(state) {
  const thing = ({ id, x, y, ...thing }) => `${keep(id)}@${Math.round(x)},${Math.round(y)}${Object.keys(flags).map((flag) => (thing[flag] ? flags[flag] : "")).join("")}`;
  const fields = {
    things: state.things.map(thing).join(";"),
    without: state.without.map(keep).join(";"),
    since: state.since, until: state.until, least: state.least || "",
    node: keep(state.chosen?.node ?? ""), edge: keep(state.chosen?.edge ?? ""), path: (state.chosen?.path ?? []).map(keep).join(";"),
  };
  return Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `${name}=${value}`).join("&");
}

/* Anything may stand in an address: what cannot be read is left out. */
export function read(fragment) {
  const fields = Object.fromEntries(fragment.replace(/^#/, "").split("&").map((field) => [field.split("=")[0], field.slice(field.indexOf("=") + 1)]));
  const list = (name) => (fields[name] ?? "").split(";").filter(Boolean);
  const day = (name) => (/^\d{4}-\d\d-\d\d$/.test(fields[name] ?? "") ? fields[name] : "");
  const least = Number(fields.least);
  try {
    const things = new Map(list("things").slice(0, told.most).map(thingOf).map((thing) => [thing.id, thing]));
    return {
      things: [...things.values()], without: list("without").map(back), since: day("since"), until: day("until"),
      least: least > 0 && least <= 1 ? least : 0, chosen: chosenOf(fields, list("path").map(back)),
    };
  } catch (error) {
    if (error instanceof URIError) return blank;
    throw error;
  }
}

function thingOf(text) {
  const [, id, x, y, set] = /^(.*?)(?:@(-?\d{1,6}),(-?\d{1,6}))?([!*-]*)$/s.exec(text);
  const place = x === undefined ? {} : { x: Number(x), y: Number(y) };
  return { id: back(id), ...place, ...Object.fromEntries(Object.entries(flags).map(([flag, sign]) => [flag, set.includes(sign)])) };
}

function chosenOf(fields, path) {
  if (path.length === 2) return { path };
  if (fields.edge) return { edge: back(fields.edge) };
  return fields.node ? { node: back(fields.node) } : null;
}

/* The browser's own history; `steps` says how far back it is ours. */
export const past = {
  get steps() { return history.state?.steps ?? 0; },
  push(state) { history.pushState({ steps: this.steps + 1 }, "", `#${written(state)}`); },
  replace(state) { history.replaceState({ steps: this.steps }, "", state.things.length ? `#${written(state)}` : location.pathname + location.search); },
};
