import { h, ICONS, icon } from "../dom";
import type { App } from "./app";
import { findElement } from "./elements";
import { nameElement } from "./naming";

/** Draw what keeps the design from being printed; each line leads to its element. */
export function drawProblems(app: App, place: HTMLElement): void {
  const { problems, design, facts, view } = app;
  const focus = place.contains(document.activeElement) ? document.activeElement?.id : "";
  const rows = problems.map(({ element, detail }, at) => {
    const found = findElement(design, element);
    if (!found) return h("li", 0, icon(ICONS.warn), h("span", 0, detail));
    const select = () => app.select(found.id, true);
    const name = h("b", 0, h("bdi", 0, nameElement(found, facts, view.language)));
    const attributes = { type: "button", id: `problem-${at}`, click: select };
    return h("li", 0, icon(ICONS.warn), h("button.textlike", attributes, name, ` ${detail}`));
  });
  const count = problems.length === 1 ? "One thing to mend" : `${problems.length} things to mend`;
  place.replaceChildren(
    h("h2.hidden", 0, "Problems"),
    problems.length
      ? h("p.verdict.bad", { role: "status" }, count)
      : h(
          "p.verdict.good",
          { role: "status" },
          icon(ICONS.check),
          "Prints as it should, with long texts too.",
        ),
    ...(rows.length ? [h("ul.quiet-list", 0, ...rows)] : []),
  );
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
}
