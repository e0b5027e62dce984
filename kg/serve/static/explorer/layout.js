/* Places for what is new; what has a place keeps it, so that nothing jumps. */
const spacing = 120;
const clearance = spacing * 0.85;
const flat = 1.3; // names stand below things, so rows are further apart than columns

/* The things with a place for each: near what it is tied to, on the side away from all others, clear of everything. */
export function placed(things, edges) {
  const taken = new Taken(things.filter(({ x }) => x !== undefined));
  if (taken.places.size === things.length) return things;
  const near = new Map(things.map(({ id }) => [id, []]));
  for (const { source, target } of edges) {
    near.get(source)?.push(target);
    near.get(target)?.push(source);
  }
  for (const { id } of things) {
    if (!taken.places.has(id)) taken.put(id, place(near.get(id).map((other) => taken.places.get(other)).filter(Boolean), taken));
  }
  return things.map((thing) => ({ ...thing, ...taken.places.get(thing.id) }));
}

function place(ties, taken) {
  if (!taken.places.size) return { x: 0, y: 0 };
  const around = ties.length ? middle(ties) : { x: taken.right + spacing, y: 0 };
  const outwards = Math.atan2(around.y - taken.centre.y, around.x - taken.centre.x);
  for (let ring = 1.3; ; ring += 0.8) {
    const turns = Math.round(12 * ring);
    for (let turn = 0; turn < turns; turn += 1) {
      const angle = outwards + ((turn % 2 ? 1 : -1) * Math.ceil(turn / 2) * 2 * Math.PI) / turns;
      const spot = { x: Math.round(around.x + Math.cos(angle) * ring * spacing), y: Math.round(around.y + Math.sin(angle) * ring * spacing) };
      if (taken.isClear(spot)) return spot;
    }
  }
}

function middle(points) {
  return { x: points.reduce((sum, { x }) => sum + x, 0) / points.length, y: points.reduce((sum, { y }) => sum + y, 0) / points.length };
}

/* The places that are taken, in cells, so that a spot is compared with those near it only. */
class Taken {
  places = new Map();
  right = 0;
  #cells = new Map();
  #sum = { x: 0, y: 0 };

  constructor(things) {
    for (const { id, x, y } of things) this.put(id, { x, y });
  }

  get centre() {
    return { x: this.#sum.x / this.places.size, y: this.#sum.y / this.places.size };
  }

  put(id, place) {
    this.places.set(id, place);
    this.right = Math.max(this.right, place.x);
    this.#sum.x += place.x;
    this.#sum.y += place.y;
    const cell = `${Math.floor(place.x / spacing)},${Math.floor(place.y / spacing)}`;
    this.#cells.set(cell, [...(this.#cells.get(cell) ?? []), place]);
  }

  isClear({ x, y }) {
    const [column, row] = [Math.floor(x / spacing), Math.floor(y / spacing)];
    for (let i = column - 1; i <= column + 1; i += 1) {
      for (let j = row - 1; j <= row + 1; j += 1) {
        if (this.#cells.get(`${i},${j}`)?.some((other) => Math.hypot(x - other.x, (y - other.y) * flat) < clearance)) return false;
      }
    }
    return true;
  }
}
