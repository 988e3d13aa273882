import type { App } from "./app";
import type { Control } from "./controls";
import { changeElement } from "./elements";
import type { DesignElement } from "./model";

/** What the fields beside the sheet write with: one element, until another is selected. */
export class Pen {
  readonly #controls: Control[] = [];

  constructor(
    readonly app: App,
    readonly id: string,
  ) {}

  /** The element as it is now. */
  get element(): DesignElement {
    return this.app.selected as DesignElement;
  }

  /** Change parts of the element; strokes on one part of it soon after each other are one step. */
  set(parts: Partial<DesignElement>): void {
    if (this.app.selected?.id !== this.id) return;
    const key = `${this.id} ${Object.keys(parts).join(" ")}`;
    this.app.change(changeElement(this.app.design, this.id, parts), key);
  }

  /** Keep a control, so that it follows what is changed elsewhere, and give its node. */
  keep(control: Control): HTMLElement {
    this.#controls.push(control);
    control.refresh();
    return control.node;
  }

  refresh(): void {
    for (const control of this.#controls) control.refresh();
  }
}
