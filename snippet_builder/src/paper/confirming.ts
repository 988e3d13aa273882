import { h } from "../dom";

/** Ask before something that cannot be taken back by a key; the answer is yes only from the button that says it. */
export function confirm(question: string, detail: string, yes: string): Promise<boolean> {
  return new Promise((done) => {
    const close = (answer: string) => () => dialog.close(answer);
    const dialog: HTMLDialogElement = h<HTMLDialogElement>(
      "dialog.card.confirm",
      { "aria-labelledby": "confirm-title", "aria-describedby": "confirm-detail" },
      h("h2", { id: "confirm-title" }, question),
      h("p", { id: "confirm-detail" }, detail),
      h(
        "div.row",
        0,
        h("button.button", { type: "button", id: "confirm-yes", click: close("yes") }, yes),
        h("button.button.plain", { type: "button", id: "confirm-no", click: close("no") }, "Leave it"),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    document.getElementById("confirm-no")?.focus();
  });
}
