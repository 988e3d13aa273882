// One more, one less: without script the number is typed.
for (const stepper of document.querySelectorAll(".stepper")) {
  const input = stepper.querySelector("input");
  const most = Number(input.dataset.most);
  for (const button of stepper.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const wanted = (Number.parseInt(input.value, 10) || 0) + Number(button.dataset.step);
      input.value = String(Math.min(Math.max(wanted, 0), most));
    });
  }
}
// A second press while the first is under way makes nothing twice; it only looks as if something were wrong.
document.querySelector(".making")?.addEventListener("submit", (event) => {
  const form = event.currentTarget;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => delete document.querySelector(".making")?.dataset.sent);
