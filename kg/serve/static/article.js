// Pointing at a statement lights its words in the text, and pointing at words the statements that rest on them, the first
// of which comes into view; what has the keyboard's focus is pointed at too. Without this script, numbers in the text and
// links beside it lead to and fro.
"use strict";

const spots = [...document.querySelectorAll("[data-at]")].map((element) => (
  { element, field: element.closest("[data-field]").dataset.field, at: Number(element.dataset.at) }));
const claims = [...document.querySelectorAll("[data-words]")].map((element) => (
  { element, places: element.dataset.words.split(" ").map((words) => words.split("-")) }));

const covers = (claim, spot) => claim.places.some(([field, start, end]) => (
  field === spot.field && Number(start) <= spot.at && spot.at < Number(end)));

// Where the statements have a scrolling place of their own, it alone moves: the text stays under the pointer.
function bring({ element }) {
  const place = element.closest("aside"), [seen, wanted] = [place, element].map((part) => part.getBoundingClientRect());
  if (wanted.top < seen.top) place.scrollTop -= seen.top - wanted.top;
  else if (wanted.bottom > seen.bottom) place.scrollTop += Math.min(wanted.bottom - seen.bottom, wanted.top - seen.top);
}

function point({ target }) {
  const at = target.closest("[data-at]"), words = target.closest("[data-words]");
  const spot = spots.find(({ element }) => element === at), claim = claims.find(({ element }) => element === words);
  for (const each of spots) each.element.classList.toggle("lit", Boolean(claim) && covers(claim, each));
  const lit = spot ? claims.filter((each) => covers(each, spot)) : [];
  for (const each of claims) each.element.classList.toggle("lit", lit.includes(each));
  if (lit.length) bring(lit[0]);
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
