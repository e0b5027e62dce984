/* Places for what is new; what has a place keeps it, so that nothing jumps. */
const spacing = 120;
const rings = [1.3, 2.1, 3, 4, 5, 6, 7, 8, 9];
const turns = 20;

/* The things with a place for each: near a thing that it is tied to, on the side away from the others, clear of all. */
export function placed(things, edges) {
  const places = new Map(things.filter(({ x }) => x !== undefined).map(({ id, x, y }) => [id, { x, y }]));
  const near = new Map(things.map(({ id }) => [id, []]));
  for (const { source, target } of edges) {
    near.get(source)?.push(target);
    near.get(target)?.push(source);
  }
  for (const { id, x } of things) {
    if (x === undefined) places.set(id, place(near.get(id).filter((other) => places.has(other)).map((other) => places.get(other)), [...places.values()]));
  }
  return things.map((thing) => ({ ...thing, ...places.get(thing.id) }));
}

function place(ties, taken) {
  if (!taken.length) return { x: 0, y: 0 };
  const anchor = ties[0] ?? { x: Math.max(...taken.map(({ x }) => x)) + spacing, y: taken[0].y };
  const aim = ties.length > 1 ? middle(ties) : anchor;
  const all = middle(taken);
  const outwards = Math.atan2(aim.y - all.y, aim.x - all.x);
  let best = null;
  for (const ring of rings) {
    for (let turn = 0; turn < turns; turn += 1) {
      const angle = outwards + ((turn % 2 ? 1 : -1) * Math.ceil(turn / 2) * 2 * Math.PI) / turns;
      const spot = { x: Math.round(aim.x + Math.cos(angle) * ring * spacing), y: Math.round(aim.y + Math.sin(angle) * ring * spacing) };
      const clear = Math.min(...taken.map((other) => Math.hypot(spot.x - other.x, (spot.y - other.y) * 1.3)));
      if (clear >= spacing * 0.85) return spot;
      if (!best || clear > best.clear) best = { ...spot, clear };
    }
  }
  return { x: best.x, y: best.y };
}

function middle(points) {
  return { x: points.reduce((sum, { x }) => sum + x, 0) / points.length, y: points.reduce((sum, { y }) => sum + y, 0) / points.length };
}
