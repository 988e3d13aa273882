import { h, ICONS, icon } from "../dom";
import type { App } from "./app";
import { findElement } from "./elements";
import type { DesignProblem } from "./model";
import { nameElement } from "./naming";

/** Say faults of one kind of one element as one: what lies upon seven things is moved once. */
export function gather(problems: DesignProblem[]): DesignProblem[] {
  const kinds = new Map<string, DesignProblem[]>();
  for (const problem of problems) {
    const kind = `${problem.element} ${problem.code}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), problem]);
  }
  return [...kinds.values()].map(([first, ...more]) => {
    const { code, element, detail } = first as DesignProblem;
    return { code, element, detail: more.length ? `${detail} And ${more.length} more like this.` : detail };
  });
}

/** Draw what keeps the design from being printed; each line leads to its element. */
export function drawProblems(app: App, place: HTMLElement): void {
  const { design, facts, view } = app;
  const problems = gather(app.problems);
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
