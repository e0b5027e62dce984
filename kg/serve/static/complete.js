// Completion: while a name is typed into a search field, the things that it may become are offered below it.
// The field works without this script; with it, it is a combobox as WAI-ARIA describes one. What is chosen opens its
// page; in a field that says of which types it takes things (data-things), it fills the field with its id. Whoever
// prevents the default of the event "complete" does with it what he likes.
"use strict";

const WAIT = 120;
const askFor = globalThis.simpulFetch ?? fetch; // published pages have no server to ask

function complete(field) {
  const list = document.createElement("ul");
  list.className = "completions";
  list.id = `${field.id}-completions`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  field.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) field.setAttribute(name, value);
  let timer = 0, asked = "", chosen = -1;

  const show = (open) => {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  };
  const choose = (index) => {
    chosen = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    if (index < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  };
  const take = ({ dataset }) => {
    show(false);
    if (!field.dispatchEvent(new CustomEvent("complete", { cancelable: true, detail: { ...dataset } }))) return undefined;
    if (field.dataset.things === undefined) return location.assign(dataset.page);
    return (field.value = asked = dataset.id);
  };
  const fill = (found) => {
    list.setAttribute("aria-label", field.labels[0]?.textContent ?? "");
    list.replaceChildren(...found.map((hit, i) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${i}`;
      item.setAttribute("role", "option");
      item.dataset.page = hit.page;
      item.dataset.id = hit.id;
      const name = document.createElement("bdi");
      name.textContent = hit.label;
      const type = document.createElement("span");
      type.className = "meta";
      type.textContent = ` ${hit.type}`;
      item.append(name, type);
      if (hit.name !== hit.label) {
        const other = document.createElement("bdi");
        other.className = "meta";
        other.textContent = hit.name;
        item.append(document.createElement("br"), other);
      }
      return item;
    }));
    show(found.length > 0 && document.activeElement === field);
  };
  const ask = async () => {
    const text = field.value.trim();
    if (text === asked) return;
    asked = text;
    if (text.length < 2) return fill([]);
    try {
      const answer = await askFor(`/search/complete?${new URLSearchParams({ q: text, types: field.dataset.things ?? "" })}`);
      if (answer.ok && asked === text) fill(await answer.json());
    } catch {
      show(false); // without a network the field is a plain one
    }
  };
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const size = list.children.length;
    if (event.key === "ArrowDown") choose((chosen + 1) % size);
    else if (event.key === "ArrowUp") choose(chosen > 0 ? chosen - 1 : size - 1);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("li");
    if (item) { event.preventDefault(); take(item); }
  });
  field.addEventListener("blur", () => show(false));
}

document.querySelectorAll("form.search input[type=search][name=q], input[data-things]").forEach(complete);
