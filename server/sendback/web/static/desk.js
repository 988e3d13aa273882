// The bar of the desk, as an addition: `/` goes to the search, and an open menu closes as menus do; where tabs have no
// room side by side, the one that is open is in sight.
const menus = [...document.querySelectorAll("details.menu")];
const close = (menu) => {
  menu.open = false;
};

document.addEventListener("keydown", (event) => {
  const open = menus.find((menu) => menu.open && menu.contains(document.activeElement));
  if (event.key === "Escape" && open) {
    close(open);
    open.querySelector("summary").focus();
    return;
  }
  const busy = event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]");
  if (event.key !== "/" || busy || event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (!document.querySelector(".bar-find")) return;
  const folded = menus.find((menu) => menu.closest(".phone-only") && menu.checkVisibility());
  if (folded) folded.open = true;
  event.preventDefault();
  [...document.querySelectorAll(".bar-find")].find((find) => find.checkVisibility())?.focus();
});
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) close(menu);
});
const tab = document.querySelector(".tabs [aria-current]");
if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - (tab.parentElement.clientWidth - tab.offsetWidth) / 2;
