import { h, roundButton } from "../../dom";
import type { Line } from "../../model";
import { drawFaultPlace, drawPills, type Fault } from "../field";
import { drawPage } from "../page";
import { isOpen, neighbour, pickedOf, type Visit } from "../visit";

/** Step "lines": what goes back, how many, and why. */
export function drawLines(visit: Visit): HTMLElement {
  const { say, order } = visit;
  const lines = order?.lines ?? [];
  const count = h("small", { role: "status" });
  const recount = () => {
    const items = lines.reduce((sum, line) => sum + pickedOf(visit, line), 0);
    visit.key = null;
    count.textContent = items ? say("items", { count: items }) : "";
  };
  const more: Record<string, () => void> = {};
  recount();
  return drawPage(visit, {
    title: say("lines_title"),
    lead: say(lines.some(isOpen) ? "order" : "lines_none", { number: order?.order.number ?? "" }),
    body: lines.map((line) => drawLine(visit, line, more, recount)),
    submit: say("continue"),
    aside: count,
    changed: (name) => {
      more[name]?.();
      recount();
    },
    check: () => findLineFaults(visit, lines),
    work: async () => visit.go(neighbour(visit)),
  });
}

/** Find what the choice of lines still needs. */
export function findLineFaults(visit: Visit, lines: Line[]): Fault[] {
  const { say, values, config } = visit;
  const picked = lines.filter((line) => pickedOf(visit, line));
  if (!picked.length) return [{ name: `line.${lines.find(isOpen)?.id}`, text: say("error_lines") }];
  return picked
    .filter(({ id }) => config.reasons.length && !values[`reason.${id}`])
    .map(({ id, title }) => ({ name: `reason.${id}`, text: say("error_reason", { item: title }) }));
}

function drawLine(
  visit: Visit,
  line: Line,
  more: Record<string, () => void>,
  recount: () => void,
): HTMLElement {
  const name = `line.${line.id}`;
  const open = isOpen(line);
  const place = h("div.more", 0);
  more[name] = () => place.replaceChildren(...(pickedOf(visit, line) ? drawMore(visit, line, recount) : []));
  more[name]();
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

function drawItem(line: Line): HTMLElement {
  const { quantity, title, because } = line;
  const facts = [quantity > 1 && `× ${quantity}`, because?.text];
  return h("span", 0, h("bdi", 0, title), h("small", 0, facts.filter(Boolean).join(" · ")));
}

function drawMore(visit: Visit, line: Line, recount: () => void): HTMLElement[] {
  const { say, config, values } = visit;
  const name = `note.${line.id}`;
  const note = h<HTMLTextAreaElement>("textarea.input", {
    name,
    "aria-label": say("note"),
    maxlength: 1000,
  });
  note.value = values[name] ?? "";
  return [
    ...(line.left > 1 ? [drawStepper(visit, line, recount)] : []),
    drawPills(visit, `reason.${line.id}`, say("reason"), config.reasons),
    h("details", { open: note.value }, h("summary.link", 0, say("note_add")), note),
  ];
}

function drawStepper(visit: Visit, line: Line, recount: () => void): HTMLElement {
  const { say, values } = visit;
  const { id, left } = line;
  const shown = h("output", 0);
  const step = (by: number) => () => {
    const quantity = Math.min(left, Math.max(1, pickedOf(visit, line) + by));
    values[`line.${id}`] = `${quantity}`;
    shown.textContent = say("of", { count: quantity, total: left });
    recount();
  };
  step(0)();
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
