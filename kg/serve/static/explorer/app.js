import { placed } from "./layout.js";
import { Model } from "./model.js";
import * as server from "./server.js";
import { blank, past, read } from "./state.js";
import { counted, filled, told, words } from "./words.js";

/* The explorer: one state, every change of which is a step that the browser's way back undoes. */
const step = 20;

export class App {
  state = blank;
  model = new Model();
  view = { things: [], edges: [] };
  path = [];
  growing = true;

  /* `draw` shows the view; `say` tells what happened. */
  constructor({ draw, say }) {
    Object.assign(this, { draw, say });
    addEventListener("popstate", () => this.restore());
  }

  /* Shows what the address says. */
  async restore() {
    const { hash } = location;
    const state = read(hash);
    await this.#know(state.things.map(({ id }) => id));
    const path = state.chosen?.path ? await this.#pathOf(state.chosen.path, state) : [];
    if (hash !== location.hash) return; // the reader has gone on meanwhile
    this.path = path;
    this.#take(state);
    past.replace(this.state);
    this.draw();
    if (state.things.length) this.say(this.summary());
  }

  /* Shows a thing and its first neighbours, as what there is to go back to. */
  async start(id) {
    if (!(await this.#know([id]))) return;
    this.#take({ ...this.state, things: [{ id }], chosen: { node: id } });
    const fresh = await this.#neighbours(id, "");
    if (fresh && (await this.#know(fresh))) this.#take({ ...this.state, things: this.#with(fresh).map((thing) => (thing.id === id ? { ...thing, grown: true } : thing)) });
    past.replace(this.state);
    this.draw();
    this.say(this.summary());
  }

  commit(state, text) {
    this.#take(state);
    past.push(this.state);
    this.draw();
    this.say(text ?? this.summary());
  }

  /* Chooses a thing, an edge or nothing; that is no step to undo. With `follow`, the reader is taken to what is told. */
  choose(chosen, { follow = false } = {}) {
    this.path = [];
    this.#take({ ...this.state, chosen });
    past.replace(this.state);
    this.draw({ follow });
  }

  /* Draws a thing that was found, if it is not drawn yet, and chooses it. */
  async add(id) {
    const drawn = this.state.things.find((thing) => thing.id === id);
    if (drawn && !drawn.hidden) return this.choose({ node: id }, { follow: true });
    if (!(await this.#know([id])) || !this.model.nodes.has(id)) return this.say(words.unknown);
    return this.commit({ ...this.state, things: this.#with([id]), chosen: { node: id } }, filled(words.added_one, { name: this.model.nodes.get(id).label }));
  }

  /* Draws up to twenty more neighbours of a thing: of one relation, or some of each. */
  async grow(id, group = "") {
    if (!id) return;
    const fresh = await this.#neighbours(id, group);
    if (!fresh || !(await this.#know(fresh))) return;
    const things = this.#with(fresh).map((thing) => (thing.id === id ? { ...thing, grown: true } : thing));
    const chosen = this.state.chosen?.node === id ? this.state.chosen : { node: id };
    if (!fresh.length) return void (this.choose(chosen), this.say(words.nothing_more));
    this.path = [];
    this.commit({ ...this.state, things, chosen }, `${counted("added", fresh.length)} ${this.summary({ ...this.state, things, chosen })}`);
  }

  async #neighbours(id, group) {
    const drawn = new Set(this.state.things.map((thing) => thing.id));
    const fresh = [];
    for (let offset = 0, total = 1; offset < total && fresh.length < step; offset += 100) {
      const found = await this.answer(server.neighbours(id, this.wanted(), { group, offset, limit: 100 }));
      if (!found) return null;
      fresh.push(...found.others.filter((other) => !drawn.has(other)));
      total = found.total;
    }
    return fresh.slice(0, Math.max(0, Math.min(step, told.most - drawn.size)));
  }

  async findPath(from, to) {
    const chosen = { path: [from, to] };
    const path = await this.#pathOf(chosen.path, this.state);
    this.path = path;
    if (!path.length) return;
    this.commit({ ...this.state, things: this.#with(path), chosen }, counted("steps", path.length - 1));
  }

  async #pathOf([from, to], state) {
    const found = await this.answer(server.path(from, to, this.wanted(state)));
    if (!found || !(await this.#know(found.path))) return [];
    return found.path;
  }

  pin(id) {
    this.#change(id, (thing) => ({ ...thing, pinned: !thing.pinned }));
  }

  hide(id, hidden = true) {
    const chosen = hidden && this.state.chosen?.node === id ? null : this.state.chosen;
    this.#change(id, (thing) => ({ ...thing, hidden }), { chosen }, filled(hidden ? words.hid : words.unhid, { name: this.model.nodes.get(id)?.label ?? id }));
  }

  /* Hides all but the path. */
  only(path) {
    const kept = new Set(path);
    this.commit({ ...this.state, things: this.state.things.map((thing) => ({ ...thing, hidden: !kept.has(thing.id) })) });
  }

  /* Things that were moved stay where they were put. */
  move(places) {
    this.#place(places, true);
  }

  place(places) {
    this.#place(places, false);
  }

  #place(places, pinned) {
    const round = ({ x, y }) => ({ x: Math.round(x), y: Math.round(y) });
    this.commit({ ...this.state, things: this.state.things.map((thing) => (places[thing.id] ? { ...thing, ...round(places[thing.id]), pinned: pinned || thing.pinned } : thing)) });
  }

  #change(id, change, more = {}, text = undefined) {
    this.commit({ ...this.state, ...more, things: this.state.things.map((thing) => (thing.id === id ? change(thing) : thing)) }, text);
  }

  /* What the filters let through, as the server is told. */
  wanted({ without, since, until, least } = this.state) {
    const left = (all) => (Object.keys(all).some((name) => without.includes(name)) ? Object.keys(all).filter((name) => !without.includes(name)).join(" ") : "");
    return { types: left(told.types), relations: left(told.relations), since, until, least };
  }

  summary(state = this.state) {
    const { things, edges } = state === this.state ? this.view : this.model.view(state);
    return `${counted("count_things", things.length)}, ${counted("count_relations", edges.length)}.`;
  }

  /* The answer to a question, or nothing and a word on why. */
  async answer(asked) {
    try {
      return await asked;
    } catch (error) {
      this.say(error instanceof TypeError ? words.offline : error.message);
      return null;
    }
  }

  /* Learns of things that are not known yet, and how they are tied to all that are. */
  async #know(ids) {
    const fresh = ids.filter((id) => !this.model.nodes.has(id));
    if (!fresh.length) return true;
    const found = await this.answer(server.data(fresh, [...this.model.nodes.keys()].slice(-told.most)));
    if (found) this.model.learn(found);
    return Boolean(found);
  }

  /* The things of the state with these among them, seen whether they were hidden or not. */
  #with(ids) {
    const wanted = new Set(ids);
    const drawn = new Set(this.state.things.map(({ id }) => id));
    return [...this.state.things.map((thing) => (wanted.has(thing.id) ? { ...thing, hidden: false } : thing)), ...ids.filter((id) => !drawn.has(id)).map((id) => ({ id }))];
  }

  #take(state) {
    const known = state.things.filter(({ id }) => this.model.nodes.has(id));
    this.state = { ...state, things: placed(known, [...this.model.edges.values()]) };
    this.view = this.model.view(this.state);
  }
}
