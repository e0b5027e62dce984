import { told } from "./words.js";

/* What is known of the graph so far, and which part of it a state shows. */
const day = (text, like) => text.slice(0, like.length);

export class Model {
  nodes = new Map();
  edges = new Map();

  learn({ nodes, edges }) {
    for (const node of nodes) this.nodes.set(node.id, { ...node, type: told.types[node.type] ? node.type : "Other" });
    for (const edge of edges) {
      const key = [edge.source, edge.relation, edge.target, edge.title].join(" ");
      this.edges.set(key, { ...edge, key });
    }
  }

  /* The visible things and edges of a state. A thing goes with its last edge that filters leave, unless it never had one
   * or the reader holds on to it. */
  view(state) {
    const without = new Set(state.without);
    const things = state.things.filter(({ id, hidden }) => !hidden && this.nodes.has(id) && !without.has(this.nodes.get(id).type));
    const present = new Set(things.map(({ id }) => id));
    const among = [...this.edges.values()].filter(({ source, target }) => present.has(source) && present.has(target));
    const edges = among.filter((edge) => this.#wanted(edge, state, without));
    const tied = new Set(among.flatMap(({ source, target }) => [source, target]));
    const held = new Set(edges.flatMap(({ source, target }) => [source, target]));
    const kept = things.filter(({ id, pinned }) => pinned || held.has(id) || !tied.has(id) || state.chosen?.node === id || state.chosen?.path?.includes(id));
    const degree = new Map();
    for (const { source, target } of edges) for (const end of [source, target]) degree.set(end, (degree.get(end) ?? 0) + 1);
    return {
      things: kept.map((thing) => ({ ...thing, ...this.nodes.get(thing.id), size: Math.min(30, 9 + 3.2 * Math.sqrt(degree.get(thing.id) ?? 0)) })),
      edges: bent(edges),
    };
  }

  #wanted({ relation, confidence, first, last }, { since, until, least }, without) {
    return !without.has(relation) && (confidence === null || confidence >= least)
      && (!last || last >= day(since, last)) && (!first || !until || day(first, until) <= until);
  }

  /* The edges along a path, one for each step. */
  along(path) {
    return path.slice(1).map((id, step) => [...this.edges.values()].filter(({ source, target }) => (source === id && target === path[step]) || (target === id && source === path[step]))
      .sort((one, other) => (other.articles - one.articles) || (one.key < other.key ? -1 : 1))[0]).filter(Boolean);
  }
}

/* Edges between the same two things are bent apart: 0, 1, -1, 2 … */
function bent(edges) {
  const beside = new Map();
  return edges.map((edge) => {
    const pair = [edge.source, edge.target].sort().join(" ");
    const before = beside.get(pair) ?? 0;
    beside.set(pair, before + 1);
    const side = (before % 2 ? 1 : -1) * Math.ceil(before / 2);
    return { ...edge, bend: edge.source < edge.target ? side : -side };
  });
}
