// How far an import is, without loading the page anew; without script the page does that by itself.
const card = document.querySelector("[data-progress]");
const bar = document.getElementById("bar");

const look = async () => {
  const answer = await fetch(location.href, { headers: { Accept: "application/json" } });
  const { stage, row } = await answer.json();
  if (stage !== card.dataset.progress) return location.reload();
  if (bar) {
    bar.value = Math.max(row - 1, 0);
    card.querySelector("[data-row]").textContent = String(bar.value);
  }
  setTimeout(look, 1000);
};
setTimeout(look, 700);
