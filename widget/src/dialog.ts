import { type Child, h, roundButton } from "./dom";

/** Say a sentence by its key. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** The bar above a step: whose desk this is, how far along, and the ways out. */
export interface Bar {
  name?: string;
  at?: number;
  total?: number;
  back?: (() => void) | false;
}

/** The frame around the steps: a modal dialog, or a section where the element stands. */
export interface Frame {
  /** A section has none of a dialog's verbs: only the modal kind may be shown and closed. */
  panel: HTMLDialogElement;
  body: HTMLElement;
  fill(say: Say, bar: Bar, ...content: Child[]): void;
}

/** Build the frame, empty. Escape, the back gesture and a click beside it close it when it may. */
export function makeFrame(inline: boolean, close: () => void, mayClose: () => boolean): Frame {
  const header = h("header", 0);
  const body = h("div.body", 0);
  const cancel = (event: Event) => {
    event.preventDefault();
    if (mayClose()) close();
  };
  const shell = { "aria-labelledby": "title", closedby: "any", cancel };
  const panel = h<HTMLDialogElement>(inline ? "section.dialog" : "dialog.dialog", shell, header, body);
  return {
    panel,
    body,
    fill(say, { name, at = 0, total = 0, back }, ...content) {
      const dots = Array.from({ length: total }, (_, n) => h(n > at ? "i" : "i.on", 0));
      const label = say("step", { n: at + 1, total });
      header.replaceChildren(
        back ? roundButton(say("back"), "‹", back) : h("span", 0),
        h(
          "div",
          0,
          h("bdi", 0, name),
          at < total && h("div.dots", { role: "img", "aria-label": label }, ...dots),
        ),
        inline ? h("span", 0) : roundButton(say("close"), "×", close),
      );
      body.replaceChildren(...(content as Node[]));
      panel.scrollTop = 0;
    },
  };
}

let held: string | null = null;

/** Hold the page still behind the dialog, remembering its own overflow; or let it go again. */
export function holdPage(hold: boolean): void {
  const { style } = document.documentElement;
  if (hold) {
    held ??= style.overflow;
    style.overflow = "hidden";
  } else if (held !== null) {
    style.overflow = held;
    held = null;
  }
}
