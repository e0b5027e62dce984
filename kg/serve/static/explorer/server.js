/* What is asked of the server, always of our own: short questions by address, which can be cached, long ones by body. */
const longest = 4000;

async function ask(path, fields) {
  const body = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== "" && value !== undefined && value !== 0));
  const long = body.toString().length > longest;
  const response = await fetch(long ? path : `${path}?${body}`, long ? { method: "POST", body } : {});
  if (!response.ok) throw new Error((await response.text()).trim());
  return response.json();
}

export const data = (things, among) => ask("/graph/data", { things: things.join(" "), among: among.join(" ") });
export const find = (q) => ask("/graph/find", { q });
export const evidence = ({ source, relation, target, title }) => ask("/graph/evidence", { source, relation, target, title });
export const path = (from, to, { relations, least }) => ask("/graph/path", { from, to, relations, least });
export const neighbours = (around, wanted, options) => ask("/graph/neighbours", { around, ...wanted, ...options });
