import { bdi, button, el, icon } from "./elements.js";
import * as server from "./server.js";
import { counted, told, words } from "./words.js";

/* A field to find a thing by name: what the name may become is offered while it is typed (../complete.js), and the things
 * found for what is sent stand as buttons under it. */
let made = 0;

export function finder({ label, action, pick }) {
  const id = `finder-${(made += 1)}`;
  const field = el("input", { id, type: "search", autocomplete: "off", maxlength: 200, "data-things": "" });
  const form = el("form", { class: "finder", role: "search" }, el("label", { for: id }, label), el("span", { class: "field" }, field, el("button", { type: "submit" }, action)));
  globalThis.complete(field);
  attach(form, pick);
  return form;
}

/* Makes a form with a search field find things here instead of opening a page. */
export function attach(form, pick) {
  const field = form.querySelector("input[type=search]");
  const found = el("ol", { class: "found" });
  const status = el("p", { class: "meta", role: "status" });
  form.append(status, found);
  field.addEventListener("complete", (event) => {
    event.preventDefault();
    field.value = "";
    pick(event.detail);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!field.value.trim()) return;
    try {
      const { total, things } = await server.find(field.value);
      status.textContent = things.length ? counted("found", total || things.length) : words.none_found;
      found.replaceChildren(...things.map((thing) => el("li", {}, button([icon(thing.type), bdi(thing.label), el("small", {}, [told.types[thing.type], thing.date].filter(Boolean).join(" · "))], () => {
        found.replaceChildren();
        status.textContent = "";
        field.value = "";
        pick(thing);
      }, { class: "plain" }))));
      found.querySelector("button")?.focus();
    } catch (error) {
      status.textContent = error.message;
    }
  });
}
