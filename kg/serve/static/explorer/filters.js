import { bdi, button, el, icon } from "./elements.js";
import { number, told, words } from "./words.js";

/* What is shown of what is drawn: by type, relation, time and confidence; and what was hidden, to be shown again. */
export class Filters {
  constructor(element, app) {
    this.element = element;
    this.app = app;
  }

  show() {
    const { state, model } = this.app;
    const drawn = state.things.filter(({ id, hidden }) => !hidden && model.nodes.has(id));
    const ids = new Set(drawn.map(({ id }) => id));
    const types = tally(drawn.map(({ id }) => model.nodes.get(id).type), Object.keys(told.types));
    const edges = [...model.edges.values()].filter(({ source, target }) => ids.has(source) && ids.has(target));
    const relations = tally(edges.map(({ relation }) => relation), Object.keys(told.relations));
    const hidden = state.things.filter((thing) => thing.hidden && model.nodes.has(thing.id));
    const focused = document.activeElement?.id;
    this.element.replaceChildren(
      this.#boxes(words.by_type, types, (type) => [icon(type), told.types[type]]),
      this.#boxes(words.by_relation, relations, (relation) => told.relations[relation]),
      el("fieldset", {}, el("legend", {}, words.by_time), this.#day("since", words.since), this.#day("until", words.until)),
      el("fieldset", {}, el("legend", {}, words.by_confidence), el("label", { for: "least" }, words.least, " ",
        el("input", { id: "least", type: "number", min: 0, max: 1, step: 0.05, value: state.least, onchange: (event) => this.#set({ least: Math.min(1, Math.max(0, Number(event.target.value) || 0)) }) }))),
      el("p", { class: "meta" }, words.filter_note),
      el("h2", {}, words.hidden, " ", el("small", {}, number(hidden.length))),
      hidden.length ? el("ul", { class: "sentences" }, hidden.map(({ id }) => el("li", {}, bdi(model.nodes.get(id).label), " ", button(words.unhide, () => this.app.hide(id, false))))) : el("p", { class: "meta" }, words.none_hidden));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  #boxes(title, counts, label) {
    const { without } = this.app.state;
    const toggle = (name, on) => this.#set({ without: on ? without.filter((other) => other !== name) : [...without, name].sort() });
    return el("fieldset", {}, el("legend", {}, title), counts.map(([name, count]) => el("label", {},
      el("input", { type: "checkbox", id: `filter-${name}`, checked: !without.includes(name), onchange: (event) => toggle(name, event.target.checked) }), " ", label(name), " ", el("small", {}, number(count)))));
  }

  #day(name, label) {
    return el("label", { for: name }, label, " ", el("input", { id: name, type: "date", value: this.app.state[name], onchange: (event) => this.#set({ [name]: event.target.value }) }));
  }

  #set(change) {
    this.app.commit({ ...this.app.state, ...change });
  }
}

function tally(found, order) {
  const counts = new Map();
  for (const name of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  return order.filter((name) => counts.has(name)).map((name) => [name, counts.get(name)]);
}
