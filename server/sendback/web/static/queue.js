// The queue by keys, as an addition: everything here is reached by Tab and without script too.
const rows = [...document.querySelectorAll(".queue > li")];
const dialog = document.getElementById("keys");
const on = document.getElementById("keys-on");
const opener = document.getElementById("keys-open");
const all = document.getElementById("select-all");
const picks = rows.map((row) => row.querySelector("[name=selected]"));
const kept = "sendback queue keys";

const current = () => document.activeElement?.closest(".queue > li") ?? null;
const go = (step) => {
  const place = rows.indexOf(current());
  rows[place < 0 ? 0 : Math.min(Math.max(place + step, 0), rows.length - 1)]?.focus();
};
const press = (key) => current()?.querySelector(`[data-key=${key}]`)?.click();
const count = () => {
  const chosen = picks.filter((pick) => pick.checked).length;
  document.getElementById("selected").textContent = chosen ? ` (${chosen})` : "";
};
const keys = {
  j: () => go(1),
  k: () => go(-1),
  a: () => press("a"),
  d: () => {
    const more = current()?.querySelector("details");
    if (!more) return;
    more.open = true;
    more.querySelector("select").focus();
  },
  x: () => current()?.querySelector("[name=selected]")?.click(),
  "?": () => dialog.showModal(),
};

document.addEventListener("keydown", (event) => {
  const busy = event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog.open;
  if (busy || event.target.closest("textarea, select, input:not([type=checkbox])")) return;
  if (event.key === "Enter" && event.target.matches(".queue > li")) {
    event.target.querySelector("h2 a").click();
    return;
  }
  if (!Object.hasOwn(keys, event.key) || (!on.checked && event.key !== "?")) return;
  event.preventDefault();
  keys[event.key]();
});
opener.hidden = false;
opener.addEventListener("click", keys["?"]);
on.checked = localStorage.getItem(kept) !== "off";
on.addEventListener("change", () => localStorage.setItem(kept, on.checked ? "on" : "off"));
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
