import { type Child, h, roundButton } from "../../dom";
import type { Line } from "../../model";
import { drawFaultPlace, drawPills } from "../field";
import { orderOf, reasonOf, reasonsOf, resolutionsOf, termOf } from "../terms";
import { isOpen, pickedOf, type Visit } from "../visit";
import { drawExchange } from "./exchange";
import { drawNote } from "./note";
import { drawPhotos } from "./photos";

/** What is to be drawn anew when an answer changes, by the name of its control. */
export type Redraws = Record<string, (() => void)[]>;

/** Draw one line: whether it goes back, and once it does, everything that is asked of it. */
export function drawLine(
  visit: Visit,
  line: Line,
  redraws: Redraws,
  changed: (name: string) => void,
): HTMLElement {
  const name = `line.${line.key}`;
  const open = isOpen(line);
  const place = h("div.more", 0);
  const redraw = () => {
    const picked = open && pickedOf(visit, line);
    place.replaceChildren(
      ...((picked ? drawMore(visit, line, redraws, changed) : []).filter(Boolean) as Node[]),
    );
  };
  redraws[name] = [redraw];
  redraw();
  const box = {
    type: "checkbox",
    name,
    value: 1,
    checked: visit.values[name],
    "aria-describedby": `fault-${name}`,
  };
  return h(
    open ? "div.line" : "div.line shut",
    0,
    h(open ? "label" : "div", 0, open && h("input", box), drawItem(line)),
    drawFaultPlace(name),
    place,
  );
}

function drawItem({ quantity, title, because, returnable, terms }: Line): HTMLElement {
  const said =
    returnable && terms?.every(({ outcome }) => outcome === "refuse") ? terms[0]?.text : because?.text;
  const facts = [quantity > 1 && `× ${quantity}`, said || because?.text];
  return h("span", 0, h("bdi", 0, title), h("small", 0, facts.filter(Boolean).join(" · ")));
}

function drawMore(visit: Visit, line: Line, redraws: Redraws, changed: (name: string) => void): Child[] {
  const { say, config, values } = visit;
  const { key } = line;
  const [reason, sub, condition, resolution] = ["reason", "sub_reason", "condition", "resolution"].map(
    (part) => `${part}.${key}`,
  ) as [string, string, string, string];
  const resolutions = resolutionsOf(visit, orderOf(visit, line));
  for (const name of [reason, sub, condition, resolution]) redraws[name] = [];
  values[resolution] ||= resolutions[0]?.code ?? "";
  const slot = (names: string[], draw: () => Child[], tag = "div") => {
    const place = h(tag, tag === "p.outcome" ? { role: "status" } : 0);
    const redraw = () => place.replaceChildren(...(draw().filter(Boolean) as Node[]));
    for (const name of names) redraws[name]?.push(redraw);
    redraw();
    return place;
  };
  const subs = () => reasonOf(visit, line)?.subs ?? [];
  return [
    line.left > 1 && drawStepper(visit, line, () => changed(condition)),
    config.reasons.length > 0 && drawPills(visit, reason, say("reason"), reasonsOf(visit, line)),
    slot([reason], () => [subs().length > 0 && drawPills(visit, sub, say("sub_reason"), subs())]),
    config.conditions?.length && drawPills(visit, condition, say("condition"), config.conditions),
    resolutions.length > 1 && drawPills(visit, resolution, say("resolution"), resolutions),
    slot([resolution], () => [drawExchange(visit, line, redraws)]),
    slot([reason, sub, condition, resolution], () => drawOutcome(visit, line), "p.outcome"),
    slot([reason], () => [drawNote(visit, line), drawPhotos(visit, line)]),
  ] as Child[];
}

/** Say at once what these choices come to, where that is more than the line says already. */
function drawOutcome(visit: Visit, line: Line): Child[] {
  const term = termOf(visit, line);
  if (!term) return [];
  const { outcome, text, fee_text: fee, fee_each: each } = term;
  return [
    (outcome !== "allow" || text !== line.because?.text) && h(`span.${outcome}`, 0, text),
    fee && h("b", 0, visit.say(each && pickedOf(visit, line) > 1 ? "fee_each" : "fee", { fee })),
  ] as Child[];
}

function drawStepper(visit: Visit, line: Line, changed: () => void): HTMLElement {
  const { say, values } = visit;
  const { key, left } = line;
  const shown = h("output", 0);
  const show = (by: number) => {
    const quantity = Math.min(left, Math.max(1, pickedOf(visit, line) + by));
    values[`line.${key}`] = `${quantity}`;
    shown.textContent = say("of", { count: quantity, total: left });
  };
  const step = (by: number) => () => {
    show(by);
    changed();
  };
  show(0);
  const label = say("quantity");
  return h(
    "div.stepper",
    { role: "group", "aria-label": label },
    h("span", 0, label),
    roundButton(say("fewer"), "−", step(-1)),
    shown,
    roundButton(say("more"), "+", step(1)),
  );
}
