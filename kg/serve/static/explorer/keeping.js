import { el } from "./elements.js";
import { picture, pngFile, svgFile } from "./picture.js";
import { words } from "./words.js";

/* What is drawn, to be kept: pictures are made here, the page and GraphML by the server. */
export async function keep(format, app) {
  if (!app.view.things.length) throw new Error(words.nothing_to_save);
  if (format === "svg" || format === "png") {
    const made = pictureOf(app);
    save(await (format === "svg" ? svgFile(made) : pngFile(made)), `graph.${format}`);
  } else send(`/graph/export.${format}`, { things: app.view.things.map(({ id }) => id).join(" "), ...app.wanted(), types: "" });
}

/* Paper is white whatever the screen is: colours by name are those of the page as it is printed. */
export const printed = (app) => (app.view.things.length ? pictureOf(app, (name) => `var(--${name})`) : "");

function pictureOf(app, ink = undefined) {
  return picture(app.view, { title: title(app), source: `Simpul · ${location.host}`, path: app.model.along(app.path).map(({ key }) => key), ink });
}

function title({ state, model, view }) {
  const names = state.chosen?.path ?? [state.things.find(({ hidden }) => !hidden)?.id ?? view.things[0].id];
  return names.map((id) => model.nodes.get(id).label).join(" → ");
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

function send(path, fields) {
  const inputs = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => el("input", { type: "hidden", name, value }));
  const form = el("form", { method: "post", action: path, hidden: true }, inputs);
  document.body.append(form);
  form.submit();
  form.remove();
}
