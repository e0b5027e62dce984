import { bdi, button, el, icon } from "./elements.js";
import { filled, number, sentence, told, words } from "./words.js";

/* Everything that is drawn, as lists: what a pointer does on the canvas is done here by keyboard and read aloud. */
const page = 100;

export class List {
  #shown = { things: page, edges: page };

  constructor(element, app) {
    this.element = element;
    this.app = app;
  }

  show() {
    const { view, model, state } = this.app;
    const things = Object.keys(told.types).flatMap((type) => view.things.filter((thing) => thing.type === type).sort((one, other) => one.label.localeCompare(other.label, document.documentElement.lang)));
    const sizes = new Map();
    for (const { source, target } of view.edges) for (const end of [source, target]) sizes.set(end, (sizes.get(end) ?? 0) + 1);
    const thing = ({ id, type, label }) => el("li", {}, button([icon(type), bdi(label)], () => this.app.choose({ node: id }, { follow: true }), { class: "plain", "aria-pressed": String(state.chosen?.node === id) }), el("small", {}, `${told.types[type]} · ${number(sizes.get(id) ?? 0)}`));
    const edge = (edge) => el("li", {}, button(sentence(edge, (id) => bdi(model.nodes.get(id).label)), () => this.app.choose({ edge: edge.key }, { follow: true }), { class: "plain", "aria-pressed": String(state.chosen?.edge === edge.key) }), edge.when ? el("small", {}, edge.when) : "");
    this.element.replaceChildren(
      el("h2", {}, words.things, " ", el("small", {}, number(things.length))), ...this.#part("things", things, thing),
      el("h2", {}, words.relations, " ", el("small", {}, number(view.edges.length))), ...this.#part("edges", view.edges, edge));
  }

  #part(name, items, row) {
    const shown = items.slice(0, this.#shown[name]);
    const more = () => { this.#shown[name] += page; this.show(); };
    return [
      el("ul", { class: "sentences" }, shown.map(row)),
      shown.length < items.length ? el("p", {}, el("span", { class: "meta" }, filled(words.of, { shown: shown.length, total: items.length })), " ", button(filled(words.more, { count: Math.min(page, items.length - shown.length) }), more)) : "",
    ].filter(Boolean);
  }

  /* All of it, for paper. */
  showAll() {
    this.#shown = { things: Infinity, edges: Infinity };
    this.show();
  }
}
