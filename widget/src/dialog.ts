import { h, iconButton } from "./dom";
import type { Say } from "./words";

/** The frame around the steps: a modal dialog, or a section where the element stands. */
export interface Frame {
  panel: HTMLElement;
  bar: HTMLElement;
  body: HTMLElement;
}

/** Build the frame, empty. The browser asks `mayClose` before Escape, back gesture or a click beside close it. */
export function makeFrame(inline: boolean, close: () => void, mayClose: () => boolean): Frame {
  const bar = h("header", 0);
  const body = h("div.body", 0);
  const cancel = (event: Event) => {
    event.preventDefault();
    if (mayClose()) close();
  };
  const shell = { part: "dialog", "aria-labelledby": "title", closedby: "any", cancel };
  const panel = h(inline ? "section" : "dialog", shell, bar, body);
  return { panel, bar, body };
}

export interface BarWishes {
  name: string;
  at: number;
  total: number;
  back?: (() => void) | undefined;
  close?: (() => void) | undefined;
}

/** Draw the bar: back, whose desk this is, how far along, close. */
export function drawBar({ bar }: Frame, say: Say, { name, at, total, back, close }: BarWishes): void {
  const label = say("step", { n: at + 1, total });
  const dots = Array.from({ length: total }, (_, n) => h(n > at ? "i" : "i.on", 0));
  bar.replaceChildren(
    back ? iconButton(say("back"), "M15 6l-6 6 6 6", back, " flip") : h("span", 0),
    h(
      "div",
      0,
      h("bdi", 0, name),
      at < total && h("div.dots", { role: "img", "aria-label": label }, ...dots),
    ),
    close ? iconButton(say("close"), "M6 6l12 12M18 6L6 18", close) : h("span", 0),
  );
}

let held: string | null = null;

/** Hold the page still behind the dialog, remembering its own overflow; or let it go again. */
export function holdPage(hold: boolean): void {
  const { style } = document.documentElement;
  if (hold) held ??= style.overflow;
  style.overflow = hold ? "hidden" : (held ?? style.overflow);
  if (!hold) held = null;
}
