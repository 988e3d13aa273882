import { type Child, h, icon } from "../dom";
import type { App } from "./app";
import { isPrinted } from "./conditions";
import type { DesignElement } from "./model";
import { contentOf, iconOf, typeOf } from "./naming";

/** Draw what stands on the paper, in the order of reading; what the sample leaves out lies folded away. */
export function drawPicks(app: App, isOpen: boolean): HTMLElement {
  const { design, selected } = app;
  const printed = design.elements.filter((element) => isPrinted(element, app));
  const absent = design.elements.filter((element) => !printed.includes(element));
  const list = (elements: DesignElement[]) =>
    h(
      "ol.rows.picks",
      { "aria-labelledby": "elements-title" },
      ...elements.map((each) => drawPick(app, each)),
    );
  const open = isOpen || absent.some(({ id }) => id === selected?.id);
  const summary = h("summary", 0, `${absent.length} more, not in this sample`);
  return h(
    "section",
    { "aria-labelledby": "elements-title" },
    h("h2", { id: "elements-title" }, "Elements"),
    printed.length ? list(printed) : h("p.hint", 0, "Nothing stands on this paper yet."),
    absent.length ? h("details", { id: "absent", open }, summary, list(absent)) : null,
  );
}

/** Say all that `drawPicks` shows, to know whether it must be drawn anew. */
export function sayPicks(app: App): unknown[] {
  const { design, selected, facts, view } = app;
  const said = (element: DesignElement) => [
    element.id,
    typeOf(element),
    contentOf(element, facts, view.language),
    isPrinted(element, app),
    isFaulty(app, element),
  ];
  return [selected?.id, ...design.elements.map(said)];
}

function drawPick(app: App, element: DesignElement): HTMLElement {
  const { facts, view, selected } = app;
  const content = contentOf(element, facts, view.language).trim();
  const kind = content ? h("span.hidden", 0, `${typeOf(element)}: `) : typeOf(element);
  const attributes = {
    type: "button",
    id: `pick-${element.id}`,
    "data-id": element.id,
    "aria-current": element.id === selected?.id && "true",
    click: () => app.select(element.id, true),
  };
  const fault: Child = isFaulty(app, element) && h("span.badge.bad", 0, "Problem");
  const name = h("span.grow", 0, kind, h("bdi", 0, content));
  return h("li", 0, h("button.pick", attributes, icon(iconOf(element)), name, fault));
}

const isFaulty = ({ problems }: App, { id }: DesignElement): boolean =>
  problems.some((problem) => problem.element === id);
