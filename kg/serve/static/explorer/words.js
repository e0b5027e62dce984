/* What the page tells the script: where to start, and every word that it says, in the reader's language. */
const page = JSON.parse(document.getElementById("told").textContent);
export const told = { ...page, types: Object.fromEntries(page.types), relations: Object.fromEntries(page.relations) };
export const words = told.words;

export function filled(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, key) => (typeof values[key] === "number" ? number(values[key]) : values[key] ?? whole));
}

export function counted(key, count, values = {}) {
  return filled(words[key][count === 1 ? "one" : "many"], { count, ...values });
}

export function number(value) {
  return value.toLocaleString(document.documentElement.lang);
}

/* A relation as it stands on an edge: the post where one is held, else its name. */
export function relationName({ relation, title }) {
  if (title) return title;
  const name = told.relations[relation] ?? relation;
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/* An edge as a sentence: words, and the two things wherever their names belong, each made by `name`. */
export function sentence(edge, name) {
  const holding = edge.relation === "holds" && edge.title;
  const pattern = told.sentences[edge.relation === "holds" && !holding ? "other" : edge.relation] ?? told.sentences.other;
  const ends = { "<s>": () => name(edge.source), "<o>": () => name(edge.target), "<unit>": () => name(edge.target), "<title>": () => edge.title };
  return filled(pattern, { predicate: relationName(edge) }).split(/(<\w+>)/).filter(Boolean).map((part) => ends[part]?.() ?? part);
}
