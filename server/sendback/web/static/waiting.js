// A carrier's label is being made: look again soon, then less and less often. Without script one loads the page again.
const kept = `waited ${location.pathname}`;
const seconds = Number(sessionStorage.getItem(kept)) || 2;
if (seconds < 300) {
  setTimeout(() => {
    sessionStorage.setItem(kept, String(seconds * 2));
    location.reload();
  }, seconds * 1000);
}
