import { type Found, readReturn, search, Unreachable } from "../api";
import type { Dock, Screen } from "../dock";
import { button, h, heading, isolate, labelled } from "../dom";
import { findBox, listBoxes } from "../kept/boxes";
import { withOurs } from "../lookup";
import type { Expected } from "../model";
import { openCode, showBox } from "../opening";
import { sign } from "../signs";
import { say } from "../words";

/** Find a return by what is known of it, when no code leads there. */
export function searchScreen(dock: Dock): Screen {
  const field = h<HTMLInputElement>("input", {
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  const rows = h("ul.last", { "aria-live": "polite" });
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!field.value.trim()) return;
    const { found, isHere } = await find(dock, field.value.trim());
    rows.replaceChildren(
      ...(isHere ? [h("li.notice", 0, say("search.offline"))] : []),
      ...(found.length ? found.map((row) => drawRow(dock, row)) : [h("li.nothing", 0, say("search.none"))]),
    );
  };
  const form = h(
    "form",
    { submit: (event: Event) => void submit(event) },
    labelled(say("search.what"), field),
    h("button.go", { type: "submit" }, say("search")),
  );
  const back = button("quiet", () => dock.home(), {}, sign("back"), say("back"));
  return {
    element: h("section", 0, heading(say("search")), form, rows, back),
    onCode: (code, way) => void openCode(dock, code, way),
  };
}

async function find(dock: Dock, text: string): Promise<{ found: Found[]; isHere: boolean }> {
  try {
    return { found: (await search(text)).rows, isHere: false };
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return { found: await findHere(dock, text), isHere: true };
  }
}

async function findHere(dock: Dock, text: string): Promise<Found[]> {
  const wanted = text.toLowerCase();
  const fits = (each: Expected) =>
    [each.rma_shown, ...each.order_numbers, ...each.lines.flatMap(({ title, sku }) => [title, sku])].some(
      (part) => part.toLowerCase().includes(wanted),
    );
  const found = (await listBoxes(dock.db)).filter(fits).slice(0, 20);
  return found.map((each) => ({ ...each, titles: each.lines.map(({ title }) => title) }));
}

const drawRow = (dock: Dock, row: Found): HTMLElement =>
  h(
    "li",
    0,
    button(
      "row",
      () => void openById(dock, row.shop, row.id, ""),
      {},
      sign("box"),
      isolate(row.rma_shown, "code"),
      h("span.muted", 0, [...row.order_numbers, ...row.titles].join(" · ")),
    ),
  );

/** Open a return that is known by its id, from here or from the server. */
export async function openById(dock: Dock, shop: string, id: string, code: string): Promise<void> {
  const here = await findBox(dock.db, id);
  const expected = here ?? (await readReturn(shop, id).catch(() => null));
  if (expected) showBox(dock, await withOurs(dock, expected), code);
  else dock.tell(say("search.unreachable"), "warn");
}
