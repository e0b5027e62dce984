import { bdi, button, el, icon } from "./elements.js";
import { finder } from "./finder.js";
import * as server from "./server.js";
import { counted, filled, number, sentence, told, words } from "./words.js";

/* What is chosen: a thing with its neighbours by relation, an edge with its evidence, or a path with both. */
export class Panel {
  /* `offered` is where to start from, while nothing is drawn. */
  constructor(element, app, offered) {
    Object.assign(this, { element, app, offered });
  }

  /* Fills the panel for what is chosen now; an answer that comes after something else was chosen is dropped. */
  async show() {
    const { chosen } = this.app.state;
    const mine = (this.turn = Symbol("turn"));
    const put = (...content) => { if (this.turn === mine) this.element.replaceChildren(...content.flat().filter(Boolean)); };
    if (chosen?.node && this.app.model.nodes.has(chosen.node)) await this.#thing(chosen.node, put);
    else if (chosen?.edge && this.app.model.edges.has(chosen.edge)) await this.#edge(this.app.model.edges.get(chosen.edge), put);
    else if (chosen?.path) await this.#path(chosen.path, put);
    else if (!this.app.state.things.length) put(this.offered);
    else put(el("h2", {}, words.nothing_chosen), el("p", { class: "meta" }, words.hint), el("p", { class: "meta" }, words.keys));
  }

  async #thing(id, put) {
    const { app } = this;
    const node = app.model.nodes.get(id);
    const drawn = app.state.things.find((thing) => thing.id === id);
    const head = [
      el("p", { class: `kicker type-${node.type}` }, icon(node.type), [told.types[node.type], node.kind, node.date].filter((text, at, all) => text && all.findIndex((other) => other.toLowerCase() === text.toLowerCase()) === at).join(" · ")),
      el("h2", {}, bdi(node.label)),
      node.articles ? el("p", { class: "meta" }, counted("mentioned", node.articles)) : "",
      el("p", { class: "actions" }, node.page ? el("a", { href: node.page }, words.open_page) : "",
        button(words.pin, () => app.pin(id), { "aria-pressed": String(Boolean(drawn?.pinned)) }), button(words.hide, () => app.hide(id))),
    ];
    const rest = [
      el("details", { class: "route" }, el("summary", {}, words.path_from), finder({ label: words.path_to, action: words.find_path, pick: (other) => app.findPath(id, other.id) })),
      el("h3", {}, words.drawn_relations), this.#relations(app.view.edges.filter(({ source, target }) => source === id || target === id), id),
    ];
    put(head, el("p", { class: "meta" }, words.loading), rest);
    const found = await app.answer(server.neighbours(id, app.wanted(), { limit: 1 }));
    if (found) put(head, this.#groups(id, found), rest);
  }

  #groups(id, { groups, total }) {
    const drawn = (key) => {
      const [relation, direction] = key.split("-");
      const others = this.app.view.edges.filter((edge) => edge.relation === relation).map(({ source, target }) => (source === id && direction !== "in" ? target : target === id && direction !== "out" ? source : null));
      return new Set(others.filter(Boolean)).size;
    };
    const open = groups.filter(({ key, total }) => drawn(key) < total);
    const row = ({ key, heading, total }) => {
      const shown = drawn(key);
      return el("li", {}, el("span", {}, heading), el("small", {}, filled(words.of, { shown, total })),
        shown < total ? button(filled(words.more, { count: Math.min(20, total - shown) }), () => this.app.grow(id, key), { "aria-label": `${heading}: ${filled(words.more, { count: Math.min(20, total - shown) })}` }) : el("span", { class: "meta" }, words.all_shown));
    };
    return [
      el("h3", {}, words.neighbours, " ", el("small", {}, number(total))),
      groups.length ? el("ul", { class: "groups" }, groups.map(row)) : el("p", { class: "meta" }, words.no_neighbours),
      open.length > 1 ? el("p", {}, button(words.more_all, () => this.app.grow(id))) : "",
    ];
  }

  #relations(edges, here) {
    return edges.length ? el("ul", { class: "sentences" }, edges.slice(0, 60).map((edge) => el("li", {}, button(this.#sentence(edge), () => this.app.choose({ edge: edge.key }, { follow: true }), { class: "plain" })))) : el("p", { class: "meta" }, words.no_relations);
  }

  #sentence(edge) {
    return sentence(edge, (id) => bdi(this.app.model.nodes.get(id)?.label ?? id));
  }

  async #edge(edge, put) {
    const end = (id) => el("li", {}, button([icon(this.app.model.nodes.get(id).type), bdi(this.app.model.nodes.get(id).label)], () => this.app.choose({ node: id }, { follow: true }), { class: "plain" }));
    const head = [el("p", { class: "kicker" }, words.relation), el("h2", { class: "claim" }, this.#sentence(edge)), edge.when ? el("p", { class: "meta" }, edge.when) : ""];
    const ends = el("ul", { class: "ends" }, end(edge.source), end(edge.target));
    put(head, el("p", { class: "meta" }, words.loading), ends);
    put(head, await this.#evidence(edge), ends);
  }

  async #evidence(edge, most = Infinity) {
    const found = await this.app.answer(server.evidence(edge));
    if (!found) return [];
    if (!found.total) return [el("p", { class: "meta" }, words.reference)];
    const shown = found.evidence.slice(0, most);
    return [
      el("h3", {}, counted("evidence", found.total)),
      el("ul", { class: "proofs" }, shown.map(proof)),
      shown.length < found.total ? el("p", { class: "meta" }, filled(words.of, { shown: shown.length, total: found.total })) : "",
    ];
  }

  async #path([from, to], put) {
    const { app } = this;
    const label = (id) => app.model.nodes.get(id)?.label ?? id;
    const steps = app.model.along(app.path);
    const head = [
      el("p", { class: "kicker" }, words.path), el("h2", {}, bdi(label(from)), " → ", bdi(label(to))),
      el("p", { class: "meta" }, steps.length ? counted("steps", steps.length) : words.no_path),
      steps.length ? el("p", { class: "actions" }, button(words.only_path, () => app.only(app.path))) : "",
    ];
    put(head, el("p", { class: "meta" }, words.loading));
    const told = await Promise.all(steps.map(async (edge) => el("li", {}, button(this.#sentence(edge), () => app.choose({ edge: edge.key }, { follow: true }), { class: "plain claim" }), await this.#evidence(edge, 1))));
    put(head, el("ol", { class: "path" }, told));
  }
}

function proof(item) {
  return el("li", { class: "evidence" },
    el("blockquote", {}, el("a", { href: item.words }, bdi([item.before, el("mark", {}, item.quote), item.after].filter(Boolean)))),
    el("p", { class: "from" }, el("a", { href: item.words }, bdi(item.headline)), " ", el("span", { class: "meta" }, item.source)),
    el("p", { class: "meta how" }, item.how, " · ", el("a", { href: item.claim }, words.claim)));
}
