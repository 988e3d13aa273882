import { iconButton, plainButton } from "../controls";
import { h, ICONS } from "../dom";
import { choice, line, measure } from "./controls";
import type { Column } from "./model";
import type { Pen } from "./pen";
import { readWording, writeWording } from "./wording";

/** Draw the columns of a table of articles: what each shows, its head, its width. */
export function drawColumns(pen: Pen): HTMLElement {
  const columns = pen.element.columns ?? [];
  const drawn = columns.map((_, at) => drawColumn(pen, at));
  const add = () => {
    const width = Math.min(15, pen.element.width);
    pen.set({ columns: [...(pen.element.columns ?? []), { fact: "item.sku", width }] });
  };
  return h("div.columns", 0, ...drawn, plainButton("column-add", "+ Column", add));
}

function drawColumn(pen: Pen, at: number): HTMLElement {
  const id = (part: string) => `column-${at}-${part}`;
  const get = (): Column => pen.element.columns?.[at] ?? { fact: "item.title", width: 10 };
  const set = (parts: Partial<Column>) => {
    const changed = pen.element.columns?.map((column, place) =>
      place === at ? { ...column, ...parts } : column,
    );
    pen.set({ columns: changed });
  };
  const { language } = pen.app.view;
  const { heading } = get();
  const spoken = typeof (heading ?? "") === "string" ? "" : language;
  const items = pen.app.facts.facts.filter(({ kind }) => kind === "item");
  const remove = () => pen.set({ columns: pen.element.columns?.filter((_, place) => place !== at) });
  return h(
    "fieldset.column",
    0,
    h("legend.hidden", 0, `Column ${at + 1}`),
    pen.keep(
      choice({
        id: id("fact"),
        label: `Column ${at + 1}`,
        choices: items.map(({ name, says }) => ({ value: name, label: says })),
        get: () => get().fact,
        set: (fact) => set({ fact }),
      }),
    ),
    h(
      "div.row",
      0,
      pen.keep(
        line({
          id: id("heading"),
          label: "Head",
          most: 500,
          get: () => readWording(get().heading, spoken),
          set: (said) => set({ heading: writeWording(get().heading, spoken, said) }),
        }),
      ),
      pen.keep(
        measure({
          id: id("width"),
          label: "Width",
          unit: "mm",
          least: 1,
          most: pen.app.paper.width,
          step: 0.5,
          get: () => get().width,
          set: (width) => set({ width }),
        }),
      ),
      iconButton(id("remove"), `Remove column ${at + 1}`, ICONS.remove, remove),
    ),
  );
}
