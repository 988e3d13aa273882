// The list: it answers as one types, ranges are ticked at once, keys move in it. All of it is an addition.
import { watchKeys } from "./keys.js";

const form = document.getElementById("search");
const box = document.getElementById("find");
const picks = () => [...document.querySelectorAll(".returns [name=selected]")];
let timer = 0;
let asked = 0;
let last = null;

const count = () => {
  const chosen = picks().filter((pick) => pick.checked).length;
  for (const place of document.querySelectorAll("[data-count]")) place.textContent = chosen ? ` (${chosen})` : "";
  const all = document.getElementById("tick-all");
  if (!all) return;
  all.checked = chosen > 0 && chosen === picks().length;
  all.indeterminate = chosen > 0 && !all.checked;
};
// A document that the browser has read, not text that we turn into one: the page's policy allows no such turning.
const look = () => {
  const own = ++asked;
  const address = new URL(form.action);
  address.searchParams.set("part", "rows");
  const request = new XMLHttpRequest();
  request.responseType = "document";
  request.open("POST", address);
  request.onload = () => {
    const found = request.response?.getElementById("found");
    if (own !== asked || request.status !== 200 || !found) return;
    document.getElementById("found").replaceWith(document.adoptNode(found));
    for (const kept of document.querySelectorAll("#bulk [name=find]")) kept.value = box.value;
    last = null;
    count();
  };
  request.send(new URLSearchParams({ find: box.value }));
};
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, 180);
});
form.addEventListener("submit", () => {
  clearTimeout(timer);
  asked += 1;
});
document.addEventListener("click", (event) => {
  const pick = event.target.closest(".returns [name=selected]");
  if (!pick) return;
  const all = picks();
  const [from, to] = [all.indexOf(last), all.indexOf(pick)].sort((one, other) => one - other);
  if (event.shiftKey && from >= 0) for (const between of all.slice(from, to + 1)) between.checked = pick.checked;
  last = pick;
});
document.addEventListener("change", (event) => {
  if (event.target.id === "tick-all") for (const pick of picks()) pick.checked = event.target.checked;
  count();
});
watchKeys(".returns tbody tr", "th a", (current) => ({
  "/": () => box.select(),
  x: () => current()?.querySelector("[name=selected]")?.click(),
  a: () => {
    const own = current()?.querySelector("[name=selected]");
    if (own && !picks().some((pick) => pick.checked)) own.checked = true;
    if (picks().some((pick) => pick.checked)) document.getElementById("approve-ticked")?.click();
  },
}));
count();
