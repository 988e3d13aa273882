// Keys for a list of rows, as an addition: everything here is reached by Tab and without script too.
const kept = "sendback queue keys";

/** Let `keys` work, each a key and what it does; `row` is the selector of a row and `link` of what opens it. */
export function watchKeys(row, link, more) {
  const dialog = document.getElementById("keys");
  const on = document.getElementById("keys-on");
  const opener = document.getElementById("keys-open");
  const current = () => document.activeElement?.closest(row) ?? null;
  const go = (step) => {
    const rows = [...document.querySelectorAll(row)];
    const place = rows.indexOf(current());
    rows[place < 0 ? 0 : Math.min(Math.max(place + step, 0), rows.length - 1)]?.focus();
  };
  const keys = { j: () => go(1), k: () => go(-1), "?": () => dialog.showModal(), ...more(current) };
  document.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog.open;
    if (busy || event.target.closest("textarea, select, input:not([type=checkbox])")) return;
    if (event.key === "Enter" && event.target.matches(row)) {
      event.target.querySelector(link).click();
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
}
