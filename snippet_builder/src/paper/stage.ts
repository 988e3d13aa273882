import type { Refusal } from "../client";
import { h } from "../dom";
import type { App } from "./app";
import { drawPage, type Picture } from "./client";
import { choice } from "./controls";
import { listenToHands } from "./dragging";
import { Latest } from "./latest";
import { Sheet } from "./sheet";

const CSS_PX_PER_MM = 96 / 25.4;
const LEAST_DPI = 72;
const MOST_DPI = 300;
const ZOOMS = [0, 1, 1.5, 2, 3];
const DRAW_DELAY_MS = 200;
const BUSY_MS = 2000;
/** The white around the sheet, as the style sheet has it on both sides together. */
const ROOM_PX = 40;
/** As in the style sheet: three columns beside each other. */
export const WIDE = matchMedia("(min-width: 1080px)");

/** The middle of the page: how to look at the sheet, the sheet itself, and what the server says of drawing it. */
export class Stage {
  readonly node = h("section.stage", { "aria-label": "The sheet and how to look at it" });
  readonly #app: App;
  readonly #sheet: Sheet;
  #bar = h("div.bar", { role: "group", "aria-label": "How to look at it" });
  #stand = h("div.stand");
  #status = h("p.small.muted", { role: "status", id: "drawing" });
  #drawing: Latest<Picture>;
  #perMm = CSS_PX_PER_MM;
  #pages = 1;
  #shape = "";

  constructor(app: App) {
    this.#app = app;
    this.#sheet = new Sheet(app);
    this.#stand.append(this.#sheet.node);
    this.node.append(this.#bar, this.#stand, this.#status);
    this.#drawing = new Latest(
      DRAW_DELAY_MS,
      (signal) => drawPage(app.design, app.view, this.#dpi, signal),
      (picture) => this.#show(picture),
      (problem) => this.#fail(problem as Refusal),
    );
    listenToHands(app, this.#sheet, () => this.#perMm);
    new ResizeObserver(() => this.#fit()).observe(this.#stand);
  }

  /** Draw what stands on the sheet, and how it is looked at. */
  draw(): void {
    this.#drawBar();
    this.#fit();
    this.#sheet.draw();
  }

  /** Have the page drawn by the server in a moment. */
  redraw(): void {
    this.#drawing.soon();
  }

  /** Give the focus to an element. */
  focus(id: string): void {
    this.#sheet.focus(id);
  }

  get #dpi(): number {
    const wanted = Math.ceil(this.#perMm * 25.4 * devicePixelRatio);
    return Math.min(MOST_DPI, Math.max(LEAST_DPI, wanted));
  }

  #show({ source, pages }: Picture): void {
    this.#sheet.picture.src = source;
    this.#status.textContent = "";
    this.#pages = pages;
    if (this.#app.view.page > pages) this.#app.look({ page: pages });
    this.#drawBar();
  }

  #fail({ status, code }: Refusal): void {
    if (status === 503) this.#drawing.soon(BUSY_MS);
    const isOffline = !status || status >= 500;
    this.#status.textContent = isOffline
      ? "Sendback cannot be reached to draw this. It is drawn again with your next change."
      : code === "sign-in-needed"
        ? "You were signed out. Sign in in another tab."
        : "Shows the last design that could be drawn.";
  }

  #fit(): void {
    const { paper, view } = this.#app;
    const { clientWidth, clientHeight } = this.#stand;
    if (!clientWidth) return;
    const widest = (clientWidth - ROOM_PX) / paper.width;
    // Where the columns lie below each other, the stand is as tall as its sheet, and only the width counts.
    const fit = WIDE.matches ? Math.min(widest, (clientHeight - ROOM_PX) / paper.height) : widest;
    this.#perMm = view.zoom ? CSS_PX_PER_MM * view.zoom : Math.max(0.5, fit);
    this.#sheet.node.style.setProperty("--mm", `${this.#perMm}px`);
  }

  #drawBar(): void {
    const { facts, view, look } = this.#bound();
    const shape = JSON.stringify([view, this.#pages]);
    if (shape === this.#shape) return;
    this.#shape = shape;
    const focus = this.#bar.contains(document.activeElement) ? document.activeElement?.id : "";
    const pick = (
      id: string,
      label: string,
      value: string,
      choices: [string, string][],
      set: (value: string) => void,
    ) =>
      choice({
        id,
        label,
        get: () => value,
        set,
        choices: choices.map(([each, text]) => ({ value: each, label: text })),
      }).node;
    const samples = facts.samples.map(({ name, says }): [string, string] => [name, says]);
    const languages = facts.languages.map(({ tag, name }): [string, string] => [tag, name]);
    const zooms = ZOOMS.map((zoom): [string, string] => [String(zoom), zoom ? `${zoom * 100} %` : "Fit"]);
    const pages = Array.from({ length: this.#pages }, (_, at): [string, string] => [
      `${at + 1}`,
      `${at + 1} of ${this.#pages}`,
    ]);
    const parts = [
      pick("sample", "Filled with", view.sample, samples, (sample) => look({ sample })),
      pick("language", "Language", view.language, languages, (language) => look({ language })),
      pick("zoom", "Zoom", String(view.zoom), zooms, (zoom) => look({ zoom: Number(zoom) })),
    ];
    if (this.#pages > 1)
      parts.push(pick("page", "Page", String(view.page), pages, (page) => look({ page: Number(page) })));
    this.#bar.replaceChildren(...parts);
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  }

  #bound() {
    const { facts, view } = this.#app;
    return { facts, view, look: (parts: Partial<typeof view>) => this.#app.look(parts) };
  }
}
