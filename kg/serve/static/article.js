// Pointing at a statement lights its words in the text, and pointing at words the statements that rest on them; what has
// the keyboard's focus is pointed at too. Without this script, numbers in the text and links beside it lead to and fro.
"use strict";

const spots = [...document.querySelectorAll("[data-at]")].map((element) => (
  { element, field: element.closest("[data-field]").dataset.field, at: Number(element.dataset.at) }));
const claims = [...document.querySelectorAll("[data-words]")].map((element) => (
  { element, places: element.dataset.words.split(" ").map((words) => words.split("-")) }));

const covers = (claim, spot) => claim.places.some(([field, start, end]) => (
  field === spot.field && Number(start) <= spot.at && spot.at < Number(end)));

function point({ target }) {
  const at = target.closest("[data-at]"), words = target.closest("[data-words]");
  const spot = spots.find(({ element }) => element === at), claim = claims.find(({ element }) => element === words);
  for (const each of spots) each.element.classList.toggle("lit", Boolean(claim) && covers(claim, each));
  for (const each of claims) each.element.classList.toggle("lit", Boolean(spot) && covers(each, spot));
}

// Who comes by an anchor sees its words marked, where no server has marked them.
function arrive() {
  const words = location.hash.slice(1);
  if (!/^(char|title)-\d+-\d+$/.test(words) || document.querySelector("mark.shown")) return;
  for (const spot of spots) spot.element.classList.toggle("shown", covers({ places: [words.split("-")] }, spot));
}

arrive();
addEventListener("hashchange", arrive);
document.addEventListener("pointerover", point);
document.addEventListener("focusin", point);
