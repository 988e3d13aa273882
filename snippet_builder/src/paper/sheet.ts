import { h } from "../dom";
import type { App } from "./app";
import { isPrinted } from "./conditions";
import { HANDLES } from "./geometry";
import type { DesignElement } from "./model";
import { nameElement } from "./naming";
import type { Lines } from "./snapping";

/** The sheet: below, the page as the server draws it; above, one button for each element. */
export class Sheet {
  readonly node = h("div.sheet", { role: "group", "aria-label": "The sheet" });
  readonly picture = h<HTMLImageElement>("img.picture", { alt: "", draggable: "false" });
  #things = h("div.things");
  #boxes = new Map<string, HTMLButtonElement>();
  #grips = h("div.grips", { "aria-hidden": "true" }, ...HANDLES.map((at) => h("i", { "data-handle": at })));
  #guides = h("div.guides", { "aria-hidden": "true" });
  #app: App;

  constructor(app: App) {
    this.#app = app;
    this.node.append(this.picture, this.#things, this.#guides, this.#grips);
  }

  /** Draw the boxes where the elements are; a box stays the same button as long as its element is there. */
  draw(): void {
    const { design, paper, selected, isMirrored, view } = this.#app;
    this.node.dir = isMirrored ? "rtl" : "ltr";
    this.#set(this.node, { "--width": paper.width, "--height": paper.height });
    this.#things.hidden = view.page > 1;
    this.#drawBoxes(design.elements);
    this.#grips.hidden = !selected || view.page > 1;
    if (!selected) return;
    this.#put(this.#grips, selected);
    this.#grips.dataset.shape = shapeOf(selected, this.node.clientWidth / paper.width);
  }

  /** Give the focus to an element's box. */
  focus(id: string): void {
    this.#boxes.get(id)?.focus();
  }

  /** Show the lines that something stands on while it is dragged. */
  showGuides({ x, y }: Lines): void {
    const line = (kind: string, at: number) => this.#set(h(`i.${kind}`), { "--at": at });
    this.#guides.replaceChildren(...x.map((at) => line("upright", at)), ...y.map((at) => line("level", at)));
  }

  #drawBoxes(elements: DesignElement[]): void {
    const kept = new Set(elements.map(({ id }) => id));
    for (const [id, box] of this.#boxes) {
      if (kept.has(id)) continue;
      box.remove();
      this.#boxes.delete(id);
    }
    const boxes = elements.map((element) => this.#drawBox(element));
    const first = this.#app.selected?.id ?? elements[0]?.id;
    for (const box of boxes) box.tabIndex = box.dataset.id === first ? 0 : -1;
    if (boxes.some((box, at) => this.#things.children[at] !== box)) this.#things.replaceChildren(...boxes);
  }

  #drawBox(element: DesignElement): HTMLButtonElement {
    const { facts, view, selected, problems } = this.#app;
    const { id } = element;
    const box =
      this.#boxes.get(id) ?? h<HTMLButtonElement>("button.thing", { type: "button", "data-id": id });
    this.#boxes.set(id, box);
    const isFaulty = problems.some((problem) => problem.element === id);
    const place = `${element.x}, ${element.y} mm; ${element.width} by ${element.height} mm`;
    const name = nameElement(element, facts, view.language);
    box.ariaLabel = `${name}. ${place}${isFaulty ? ". Has a problem" : ""}`;
    // What is not printed in this sample would only lie in the way of what is.
    box.hidden = id !== selected?.id && !isPrinted(element, this.#app);
    box.ariaPressed = String(id === selected?.id);
    box.classList.toggle("faulty", isFaulty);
    box.classList.toggle("thin", Math.min(element.width, element.height) < 3);
    this.#put(box, element);
    // Small things lie above large ones, so that each can be caught.
    box.style.zIndex = String(Math.round(100_000 - element.width * element.height));
    return box;
  }

  #put(node: HTMLElement, { x, y, width, height }: DesignElement): void {
    this.#set(node, { "--x": x, "--y": y, "--w": width, "--h": height });
  }

  #set(node: HTMLElement, lengths: Record<string, number>): HTMLElement {
    for (const [name, length] of Object.entries(lengths)) node.style.setProperty(name, String(length));
    return node;
  }
}

const SMALL_PX = 36;

/** Which handles there is room for: a rule has its ends, and what is small must leave its middle to be moved by. */
function shapeOf({ type, width, height }: DesignElement, perMm: number): string {
  if (type === "line") return width >= height ? "level" : "upright";
  return Math.min(width, height) * perMm < SMALL_PX ? "small" : "large";
}
