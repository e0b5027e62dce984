/* Boxes that are taken, in cells, so that one is compared with those near it only. */
export class Boxes {
  #cells = new Map();

  constructor(step) {
    this.step = step;
  }

  /* Takes a box where it is clear of all others, or in any case; each owner has one. Says whether it was taken. */
  claim(box, { anyway = false } = {}) {
    const cells = [];
    for (let column = Math.floor(box.left / this.step); column <= Math.floor(box.right / this.step); column += 1) {
      for (let row = Math.floor(box.top / this.step); row <= Math.floor(box.bottom / this.step); row += 1) cells.push(`${column},${row}`);
    }
    const clear = (other) => box.left >= other.right || other.left >= box.right || box.top >= other.bottom || other.top >= box.bottom;
    const near = cells.flatMap((cell) => this.#cells.get(cell) ?? []);
    if (near.some(({ owner }) => owner === box.owner) || (!anyway && !near.every(clear))) return false;
    for (const cell of cells) this.#cells.set(cell, [...(this.#cells.get(cell) ?? []), box]);
    return true;
  }
}
