// Goes on by itself once the device joined; without script there is a link to ask.
const line = document.querySelector("[data-pairing]");

const look = async () => {
  const answer = await fetch(line.dataset.pairing, { headers: { Accept: "application/json" } }).catch(() => null);
  const state = answer?.ok ? (await answer.json()).state : "waiting";
  if (state === "waiting") setTimeout(look, 1500);
  else location.replace(line.dataset.pairing);
};
line.querySelector("a").hidden = true;
setTimeout(look, 1500);
