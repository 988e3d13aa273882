import { doDeeds, takeBack } from "../deeds";
import { type Dock, findShop, type Screen } from "../dock";
import { button, h, heading, isolate } from "../dom";
import { inspect } from "../inspecting";
import type { Expected, Line } from "../model";
import { countOpen } from "../overlay";
import { choose, step } from "../parts/choices";
import { drawDecision } from "../parts/decision";
import { takeInFirst } from "../parts/line_card";
import { takePhotos } from "../parts/photos";
import { drawMore } from "../parts/more";
import { sign } from "../signs";
import { say } from "../words";
import { boxScreen } from "./box";

const OUTCOMES = ["arrived", "damaged", "wrong", "missing"] as const;

/** Say what was found of a line; of something that no line announced when `line` is null. */
export function lineScreen(dock: Dock, expected: Expected, line: Line | null, parcel: number | null, code: string): Screen {
  const shop = findShop(dock, expected.shop);
  const open = line ? countOpen(line) : 99;
  const said = { outcome: line ? "arrived" : "extra", quantity: line ? open : 1, grade: "" } as { outcome: (typeof OUTCOMES)[number] | "extra"; quantity: number; grade: string };
  const photos = takePhotos(dock);
  const more = drawMore(line, line?.currency ?? "");
  const fault = h("p.fault", { role: "alert" });
  const form = h("div.stack");
  let decision = drawDecision(shop, line, "arrived", "");
  let isKept = false;

  const draw = () => {
    const isThere = said.outcome !== "missing";
    decision = drawDecision(shop, line, said.outcome, said.grade);
    const outcomes = OUTCOMES.map((value) => ({ value, label: say(`outcome.${value}`) }));
    const grades = shop.grades.map(({ code: value, label }) => ({ value, label }));
    form.replaceChildren(
      ...(line ? [choose("outcome", say("line.what"), outcomes, said.outcome === "extra" ? "" : said.outcome, (value) => ((said.outcome = value), (said.grade = ""), draw()))] : [more.title]),
      ...(open > 1 ? [step(say("quantity"), said.quantity, open, (value) => (said.quantity = value))] : []),
      ...(isThere ? [choose("grade", say("line.grade"), grades, said.grade, (value) => ((said.grade = value), draw())), decision.element, photos.element, more.element] : []),
    );
  };
  const confirm = async () => {
    const chosen = decision.read();
    fault.textContent = "";
    if (said.outcome !== "missing" && !chosen.disposition) fault.textContent = say(said.grade || said.outcome !== "arrived" ? "line.no_decision" : "line.no_grade");
    else if (chosen.needsReason) fault.textContent = say("line.no_reason");
    if (fault.textContent) return;
    const { needsReason: _, ...decided } = chosen;
    const deed = inspect(dock, expected, line, { ...said, ...(said.outcome === "missing" ? {} : { ...decided, ...more.read(), photos: photos.ids() }) });
    const events = await doDeeds(dock, [...takeInFirst(dock, expected, parcel, code), deed]);
    if (!events) return;
    isKept = true;
    const undo = () => doDeeds(dock, events.map((event) => takeBack(dock, event)).reverse());
    dock.show(boxScreen(dock, expected, code, false, { events, undo }));
  };
  draw();
  const head = line ? heading(isolate(line.title)) : heading(say("box.extra"));
  const actions = h("div.actions", 0, button("go", confirm, {}, sign("found"), say("confirm")), button("quiet", () => dock.show(boxScreen(dock, expected, code)), {}, sign("back"), say("back")));
  return {
    element: h("section.saying", 0, head, form, fault, actions),
    isBusy: true,
    leave: () => isKept || photos.drop(),
  };
}
