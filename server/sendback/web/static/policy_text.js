// Keep the numbers beside the text while it grows, and put the cursor where a fault is. Without script the page scrolls there.
const text = document.getElementById("text");
const numbers = document.getElementById("numbers");

function count() {
  const lines = text.value.split("\n").length;
  const shown = numbers.textContent.split("\n").length - 1;
  text.rows = Math.max(lines + 4, 16);
  if (text.rows > shown) {
    const more = Array.from({ length: text.rows - shown }, (_, place) => `${shown + place + 1}\n`);
    numbers.append(more.join(""));
  }
}

function go(line, column) {
  const before = text.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  const place = Math.min(before + Math.max(column - 1, 0), text.value.length);
  text.focus();
  text.setSelectionRange(place, place);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#line-"]');
  if (link) go(Number(link.hash.slice(6)), Number(link.dataset.column) || 1);
});
text.addEventListener("input", count);
count();
if (location.hash.startsWith("#line-")) go(Number(location.hash.slice(6)), 1);
