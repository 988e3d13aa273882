import { h, icon } from "../dom";
import type { App } from "./app";
import { choice } from "./controls";
import type { ElementType } from "./model";
import { TYPE_ICONS, TYPE_NAMES } from "./naming";
import { drawPicks, sayPicks } from "./picks";

export interface ListDeeds {
  open(kind: string, size: string): void;
  add(type: ElementType, symbology: string): void;
  isUnsaved(place: string): boolean;
}

/** The column that names everything: which paper it is, what stands on it, and what can be added. */
export class List {
  readonly node = h("aside.side.list", { "aria-label": "What stands on it" });
  readonly #app: App;
  readonly #deeds: ListDeeds;
  #shape = "";

  constructor(app: App, deeds: ListDeeds) {
    this.#app = app;
    this.#deeds = deeds;
  }

  /** Draw it anew where it would say something else; whoever has the focus in it, and its place, keep them. */
  draw(): void {
    const { facts, design } = this.#app;
    const unsaved = Object.keys(facts.designs).filter((place) => this.#deeds.isUnsaved(place));
    const shape = JSON.stringify([design.kind, design.size, unsaved, sayPicks(this.#app)]);
    if (shape === this.#shape) return;
    this.#shape = shape;
    const focus = this.node.contains(document.activeElement) ? document.activeElement?.id : "";
    const { scrollTop } = this.node;
    this.node.replaceChildren(
      h("h1", { id: "title", tabindex: "-1" }, "Your paper"),
      h("div.stack", 0, this.#drawKinds(), this.#drawPapers()),
      drawPicks(this.#app, this.node.querySelector("#absent[open]") !== null),
      this.#drawAdders(),
    );
    this.node.scrollTop = scrollTop;
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  }

  #drawKinds(): HTMLElement {
    const { facts, design } = this.#app;
    const { kind, size } = design;
    const choices = facts.kinds.map((each) => ({
      value: each.kind,
      label: this.#mark(
        each.name,
        Object.keys(facts.designs).filter((place) => place.startsWith(`${each.kind}.`)),
      ),
    }));
    const open = (chosen: string) => this.#deeds.open(chosen, this.#sizeFor(chosen, size));
    return choice({ id: "kind", label: "Document", choices, get: () => kind, set: open }).node;
  }

  #drawPapers(): HTMLElement {
    const { facts, design } = this.#app;
    const { kind, size } = design;
    const papers = facts.papers.filter((paper) => `${kind}.${paper.size}` in facts.designs);
    const choices = papers.map((paper) => ({
      value: paper.size,
      label: this.#mark(paper.name, [`${kind}.${paper.size}`]),
    }));
    const open = (chosen: string) => this.#deeds.open(kind, chosen);
    return choice({ id: "size", label: "Paper", choices, get: () => size, set: open }).node;
  }

  /** The same paper for another document, or the first that it is drawn on. */
  #sizeFor(kind: string, size: string): string {
    const { papers, designs } = this.#app.facts;
    if (`${kind}.${size}` in designs) return size;
    return papers.find((paper) => `${kind}.${paper.size}` in designs)?.size ?? size;
  }

  #mark(name: string, places: string[]): string {
    return places.some((place) => this.#deeds.isUnsaved(place)) ? `${name} • unsaved` : name;
  }

  #drawAdders(): HTMLElement {
    const types = Object.keys(TYPE_NAMES) as ElementType[];
    const adders = types.flatMap((type) => {
      const add = (symbology: string) => () => this.#deeds.add(type, symbology);
      const one = drawAdder(type, TYPE_NAMES[type], TYPE_ICONS[type], add("code128"));
      return type === "symbol" ? [one, drawAdder("qr", "QR code", TYPE_ICONS.qr, add("qr"))] : [one];
    });
    return h(
      "section",
      { "aria-labelledby": "add-title" },
      h("h2", { id: "add-title" }, "Add"),
      h("div.adders", 0, ...adders),
    );
  }
}

function drawAdder(id: string, name: string, path: string, click: () => void): HTMLElement {
  return h("button.add", { type: "button", id: `add-${id}`, click }, icon(path), h("span", 0, name));
}
