import { doDeeds } from "../deeds";
import { type Dock, findShop, type Screen } from "../dock";
import { button, fill, h, heading, isolate } from "../dom";
import { inspect } from "../inspecting";
import type { Expected, Line, Outcome } from "../model";
import { countOpen } from "../overlay";
import { choose, step } from "../parts/choices";
import { type Decided, drawDecision } from "../parts/decision";
import { undoable } from "../parts/done";
import { takeInFirst } from "../parts/line_card";
import { drawMore } from "../parts/more";
import { takePhotos } from "../parts/photos";
import { sign } from "../signs";
import { say } from "../words";
import { boxScreen } from "./box";

const OUTCOMES: Outcome[] = ["arrived", "damaged", "wrong", "missing"];
const MOST_EXTRA = 99;

interface Saying {
  outcome: Outcome;
  quantity: number;
  grade: string;
}

/** Say what was found of a line; of something that no line announced when `line` is null. */
export function lineScreen(
  dock: Dock,
  expected: Expected,
  line: Line | null,
  parcel: number | null,
  code: string,
): Screen {
  const shop = findShop(dock, expected.shop);
  const open = line ? countOpen(line) : MOST_EXTRA;
  let said: Saying = { outcome: line ? "arrived" : "extra", quantity: line ? open : 1, grade: "" };
  const photos = takePhotos(dock);
  const more = drawMore(line, line?.currency ?? "");
  const fault = h("p.fault", { role: "alert" });
  const form = h("div.stack");
  let decision = drawDecision(shop, line, said.outcome, "");
  let isKept = false;

  const change = (name: string, changed: Partial<Saying>) => {
    said = { ...said, ...changed };
    draw();
    form.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.focus({ preventScroll: true });
  };
  const draw = () => {
    const isThere = said.outcome !== "missing";
    const outcomes = OUTCOMES.map((value) => ({ value, label: say(`outcome.${value}`) }));
    const grades = shop.grades.map((grade) => ({ value: grade.code, label: grade.label }));
    const setQuantity = (quantity: number) => {
      said = { ...said, quantity };
    };
    decision = drawDecision(shop, line, said.outcome, said.grade);
    fill(
      form,
      line
        ? choose("outcome", say("line.what"), outcomes, said.outcome, (outcome) =>
            change("outcome", { outcome, grade: "" }),
          )
        : more.title,
      open > 1 && step(say("quantity"), said.quantity, open, setQuantity),
      isThere &&
        choose("grade", say("line.grade"), grades, said.grade, (grade) => change("grade", { grade })),
      isThere && decision.element,
      isThere && photos.element,
      isThere && more.element,
    );
  };
  const confirm = async () => {
    const { needsReason, ...decided } = decision.read();
    fault.textContent = findFault(said, { ...decided, needsReason });
    if (fault.textContent) return;
    const details = said.outcome === "missing" ? {} : { ...decided, ...more.read(), photos: photos.ids() };
    const deed = inspect(dock, expected, line, { ...said, ...details });
    const events = await doDeeds(dock, [...takeInFirst(dock, expected, parcel, code), deed]);
    if (!events) return;
    isKept = true;
    dock.show(boxScreen(dock, expected, code, false, undoable(dock, events)));
  };
  draw();
  const back = () => dock.show(boxScreen(dock, expected, code));
  const actions = h(
    "div.actions.stays",
    0,
    button("go", confirm, {}, sign("found"), say("confirm")),
    button("quiet", back, {}, sign("back"), say("back")),
  );
  const head = line ? heading(isolate(line.title)) : heading(say("box.extra"));
  return {
    element: h("section.saying", 0, head, form, fault, actions),
    isBusy: true,
    leave: () => isKept || photos.drop(),
  };
}

function findFault({ outcome, grade }: Saying, { disposition, needsReason }: Decided): string {
  if (outcome === "missing") return "";
  if (!disposition) return say(outcome === "arrived" && !grade ? "line.no_grade" : "line.no_decision");
  return needsReason ? say("line.no_reason") : "";
}
