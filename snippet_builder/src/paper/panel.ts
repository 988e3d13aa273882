import { iconButton, plainButton } from "../controls";
import { type Child, h, ICONS } from "../dom";
import type { App } from "./app";
import { specimenOf } from "./client";
import { line } from "./controls";
import { reorderElement } from "./elements";
import { drawFields, shapeOf } from "./fields";
import type { DesignElement } from "./model";
import { typeOf } from "./naming";
import { Pen } from "./pen";

export interface PanelDeeds {
  remove(): void;
  duplicate(): void;
  exportFile(): void;
  importFile(file: File): void;
  askForBuiltIn(): void;
  isOwn(): boolean;
  isUnsaved(): boolean;
}

const COPY = "M8 8h11v11H8zM5 15V5h10";
const BIN = "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5";
const KEYS: [string, string][] = [
  ["Arrow keys", "move by 0.5 mm, with Shift by 5 mm"],
  ["Ctrl + arrow keys", "stretch to the right and below"],
  ["Alt while dragging", "no snapping"],
  ["Delete", "take it out"],
  ["Escape", "select nothing"],
  ["Ctrl + D, C, V", "duplicate, copy, paste"],
  ["Ctrl + Z, Shift + Z", "undo, redo"],
  ["Ctrl + S", "save"],
];

/** The column beside the sheet: the fields of what is selected, else the whole design. */
export class Panel {
  readonly node = h("aside.side.panel", { "aria-label": "Fields", id: "fields" });
  readonly #app: App;
  readonly #deeds: PanelDeeds;
  #pen: Pen | null = null;
  #shape = "";
  #shown: string | undefined;

  constructor(app: App, deeds: PanelDeeds) {
    this.#app = app;
    this.#deeds = deeds;
  }

  /** Draw it anew where other fields are needed; else fill what it has, except where somebody types. */
  draw(): void {
    const { selected, view, design } = this.#app;
    const whole = [design.kind, design.size, this.#deeds.isOwn(), this.#deeds.isUnsaved()].join();
    const shape = `${view.language} ${view.sample} ${selected ? shapeOf(selected) : whole}`;
    if (shape === this.#shape) {
      this.#pen?.refresh();
      return;
    }
    const { scrollTop } = this.node;
    const focus = this.node.contains(document.activeElement) ? document.activeElement?.id : "";
    const open = [...this.node.querySelectorAll("details[open][id]")].map(({ id }) => id);
    this.#shape = shape;
    this.#pen = selected ? new Pen(this.#app, selected.id) : null;
    this.node.replaceChildren(
      h("div.stack", 0, ...(selected ? this.#drawElement(selected) : this.#drawWhole())),
    );
    if (this.#shown === selected?.id) this.node.scrollTop = scrollTop;
    this.#shown = selected?.id;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  }

  #drawElement(element: DesignElement): Child[] {
    const order = (by: -1 | 1) => () => this.#app.change(reorderElement(this.#app.design, element.id, by));
    const tools = [
      iconButton("earlier", "Read earlier", ICONS.up, order(-1)),
      iconButton("later", "Read later", ICONS.down, order(1)),
      iconButton("duplicate", "Duplicate", COPY, this.#deeds.duplicate),
      iconButton("remove", "Delete", BIN, this.#deeds.remove),
      iconButton("whole", "Show the whole design", ICONS.remove, () => this.#app.select(null, true)),
    ];
    const head = h("h2", { id: "fields-title", tabindex: "-1" }, typeOf(element));
    return [h("div.panel-head", 0, head, h("div.tools", 0, ...tools)), ...drawFields(this.#pen as Pen)];
  }

  #drawWhole(): Child[] {
    const { design, view } = this.#app;
    const specimen = { href: specimenOf(design, view), target: "_blank", rel: "noopener", id: "specimen" };
    const name = line({
      id: "name",
      label: "Name",
      most: 80,
      get: () => this.#app.design.name,
      set: (text) => text.trim() && this.#app.change({ ...this.#app.design, name: text }, "name"),
    });
    return [
      h("div.panel-head", 0, h("h2", { id: "fields-title", tabindex: "-1" }, "This design")),
      h("p.hint", 0, "Choose an element on the sheet or in the list to change it."),
      name.node,
      h(
        "p",
        0,
        h("a", specimen, "Print a test page"),
        this.#deeds.isUnsaved() && h("span.hint", 0, " It shows the design as last saved."),
      ),
      h("div.row", 0, plainButton("export", "Export", this.#deeds.exportFile), ...this.#drawImport()),
      this.#deeds.isOwn() &&
        plainButton("built-in", "Back to the built-in design", this.#deeds.askForBuiltIn),
      h("p.fault", { id: "fault-import", role: "status" }),
      drawKeys(),
    ];
  }

  #drawImport(): Child[] {
    const input: HTMLInputElement = h<HTMLInputElement>("input.hidden", {
      type: "file",
      id: "import",
      accept: "application/json,.json",
      change: () => {
        const file = input.files?.[0];
        input.value = "";
        if (file) this.#deeds.importFile(file);
      },
    });
    return [input, h("label.button.plain.small", { for: "import" }, "Import")];
  }
}

function drawKeys(): HTMLElement {
  const rows = KEYS.flatMap(([keys, deed]) => [h("dt", 0, keys), h("dd", 0, deed)]);
  return h("details.keys", { id: "keys" }, h("summary", 0, "Keys"), h("dl", 0, ...rows));
}
