import { App } from "./app.js";
import { Canvas } from "./canvas.js";
import { el, icon } from "./elements.js";
import { Filters } from "./filters.js";
import { attach } from "./finder.js";
import { keep, printed } from "./keeping.js";
import { List } from "./list.js";
import { Panel } from "./panel.js";
import { past } from "./state.js";
import { load } from "../loading.js";
import { told } from "./words.js";

/* The page: buttons, tabs and keys around the drawing. */
const at = (id) => document.getElementById(id);
const app = new App({ draw, say: (text) => { at("status").textContent = text; } });
const parts = { panel: new Panel(at("panel"), app, [...at("list").childNodes]), list: new List(at("list"), app), filters: new Filters(at("filters"), app) };
let tab = "panel";
let canvas = null;
let drawn = new Set();

function draw({ follow = false } = {}) {
  const fresh = app.view.things.map(({ id }) => id).filter((id) => !drawn.has(id));
  const first = !drawn.size;
  drawn = new Set(app.view.things.map(({ id }) => id));
  canvas?.draw(app.view, app.state.chosen, app.model.along(app.path).map(({ key }) => key));
  if (fresh.length) first ? canvas?.fit() : canvas?.seek(fresh);
  at("undo").disabled = !past.steps;
  at("blank").hidden = app.view.things.length > 0;
  at("legend").replaceChildren(...Object.keys(told.types).filter((type) => app.view.things.some((thing) => thing.type === type)).map((type) => el("li", {}, icon(type), told.types[type])));
  if (follow) {
    const ids = app.state.chosen?.node ? [app.state.chosen.node] : [];
    canvas?.seek(ids);
    open("panel");
    at("panel").focus({ preventScroll: true });
  } else parts[tab].show();
}

function open(name) {
  tab = name;
  for (const part of Object.keys(parts)) {
    at(part).hidden = part !== name;
    at(`tab-${part}`).setAttribute("aria-selected", String(part === name));
    at(`tab-${part}`).tabIndex = part === name ? 0 : -1;
  }
  parts[name].show();
}

function setUpTabs() {
  const names = Object.keys(parts);
  names.forEach((name, index) => {
    at(`tab-${name}`).addEventListener("click", () => open(name));
    at(`tab-${name}`).addEventListener("keydown", ({ key }) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!by) return;
      const next = names[(index + by + names.length) % names.length];
      open(next);
      at(`tab-${next}`).focus();
    });
  });
}

const reader = {
  choose(found, event) {
    app.choose(found);
    if (!found?.node) return found && open("panel");
    open("panel");
    const drawn = app.state.things.find(({ id }) => id === found.node);
    if (app.growing && !drawn.grown && !event?.ctrlKey && !event?.metaKey) app.grow(found.node);
    return undefined;
  },
  grow: (id) => { if (id && !app.growing) app.grow(id); },
  move: (places) => app.move(places),
};

async function arrange() {
  const places = await canvas.arranged();
  app.place(places);
  canvas.fit();
}

function setUpButtons() {
  const menu = document.querySelector("details.save");
  at("undo").addEventListener("click", () => history.back());
  at("redo").addEventListener("click", () => history.forward());
  at("fit").addEventListener("click", () => canvas.fit());
  at("arrange").addEventListener("click", arrange);
  at("growing").addEventListener("click", () => {
    app.growing = !app.growing;
    at("growing").setAttribute("aria-pressed", String(app.growing));
  });
  for (const button of document.querySelectorAll("[data-keep]")) {
    button.addEventListener("click", () => {
      menu.open = false;
      app.answer(keep(button.dataset.keep, app));
    });
  }
  menu.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false; });
  menu.addEventListener("keydown", ({ key }) => { if (key === "Escape") menu.open = false; });
  attach(at("add"), (thing) => app.add(thing.id));
  document.querySelector("a[hreflang]").addEventListener("click", (event) => { event.currentTarget.hash = location.hash; });
}

const pans = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function nudge([right, down]) {
  const thing = app.state.things.find(({ id }) => id === app.state.chosen?.node);
  if (thing) app.move({ [thing.id]: { x: thing.x + right * 20, y: thing.y + down * 20 } });
}

function setUpKeys() {
  at("canvas").addEventListener("keydown", (event) => {
    const node = app.state.chosen?.node;
    const actions = { "+": () => canvas.zoom(1.25), "=": () => canvas.zoom(1.25), "-": () => canvas.zoom(0.8), f: () => canvas.fit(), Escape: () => app.choose(null),
      ...(node && { Enter: () => app.grow(node), p: () => app.pin(node), Delete: () => app.hide(node) }) };
    const action = pans[event.key] ? () => (event.shiftKey ? nudge(pans[event.key]) : canvas.pan(...pans[event.key])) : actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "z" && past.steps) history.back();
    else if (event.key === "y") history.forward();
    else return;
    event.preventDefault();
  });
}

async function begin() {
  if (told.library) {
    await load(told.library);
    canvas = new Canvas(at("canvas"), reader);
  }
  for (const node of document.querySelectorAll(".scripted")) node.hidden = false;
  for (const id of ["fit", "arrange"]) at(id).hidden = !told.library;
  at("stage").hidden = !told.library;
  setUpTabs();
  setUpButtons();
  setUpKeys();
  addEventListener("beforeprint", () => {
    parts.list.showAll();
    at("printed").replaceChildren(printed(app));
  });
  app.state = { ...app.state, least: told.least };
  if (location.hash.length > 1) await app.restore();
  else if (told.start) await app.start(told.start);
  open(app.state.chosen || !app.state.things.length ? "panel" : "list");
  at("undo").disabled = !past.steps;
  document.documentElement.dataset.ready = "true";
}

begin();
