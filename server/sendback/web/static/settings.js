// The settings, narrowed while one types; without script Enter does the same.
const find = document.getElementById("find");
const lines = [...document.querySelectorAll("[data-words]")];

const narrow = () => {
  const parts = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const line of lines) {
    const unasked = !line.closest(".singles");
    line.hidden = parts.length ? !parts.every((part) => line.dataset.words.includes(part)) : !unasked;
  }
  for (const section of document.querySelectorAll("main section")) section.hidden = !section.querySelector("li:not([hidden])");
  document.getElementById("none").hidden = lines.some((line) => !line.hidden);
};
find.addEventListener("input", narrow);
