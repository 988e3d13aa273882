// The page looks now and then whether there is news. It loads again by itself, unless somebody is writing: then it says so.
const news = document.getElementById("news");
const isWriting = () => [...document.querySelectorAll("textarea, input[type=text], input[type=file]")].some((field) => field.value);
const FIRST = 10_000, LAST = 120_000;
let pause = FIRST, waiting = 0;

async function look() {
  clearTimeout(waiting);
  if (document.hidden) return;
  try {
    const answer = await fetch(news.dataset.from, { headers: { accept: "application/json" } });
    if (answer.ok && (await answer.json()).mark !== news.dataset.mark) return show();
  } catch {
    // Offline for a while: it looks again.
  }
  pause = Math.min(LAST, pause * 1.3);
  waiting = setTimeout(look, pause);
}

function show() {
  if (!isWriting()) return location.reload();
  news.hidden = false;
}

if (news) {
  document.addEventListener("visibilitychange", () => {
    pause = FIRST;
    look();
  });
  waiting = setTimeout(look, pause);
}
