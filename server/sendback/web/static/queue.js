// The queue: decided by keys, selected with one press.
import { watchKeys } from "./keys.js";

const rows = [...document.querySelectorAll(".queue > li")];
const all = document.getElementById("select-all");
const picks = rows.map((row) => row.querySelector("[name=selected]"));

const count = () => {
  const chosen = picks.filter((pick) => pick.checked).length;
  document.getElementById("selected").textContent = chosen ? ` (${chosen})` : "";
};
watchKeys(".queue > li", "h2 a", (current) => ({
  a: () => current()?.querySelector("[data-key=a]")?.click(),
  d: () => {
    const more = current()?.querySelector("details");
    if (!more) return;
    more.open = true;
    more.querySelector("select").focus();
  },
  x: () => current()?.querySelector("[name=selected]")?.click(),
}));
for (const pick of picks) pick.addEventListener("change", count);
if (all) {
  count();
  all.addEventListener("click", (event) => {
    event.preventDefault();
    const wanted = !picks.every((pick) => pick.checked);
    for (const pick of picks) pick.checked = wanted;
    count();
  });
}
// Whoever has just decided goes on with the next: the address names it, and it may be gone by now.
if (location.search.includes("done=")) (document.getElementById(location.hash.slice(1)) ?? rows[0])?.focus();
