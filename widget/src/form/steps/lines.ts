import { type Child, h, textButton } from "../../dom";
import type { Line } from "../../model";
import type { Fault } from "../field";
import { drawPage } from "../page";
import { sendPhotos } from "../photos";
import { previewReturn, stepBack } from "../sending";
import { missingOf, termOf } from "../terms";
import { isOpen, type Known, neighbour, pickedLines, pickedOf, type Visit } from "../visit";
import { drawLine, type Redraws } from "./line";
import { drawPaste, isLong } from "./paste";

const MOST_ORDERS = 5;

/** Step "lines": what goes back, how many, why, and what is wanted for it. */
export function drawLines(visit: Visit): HTMLElement {
  const { say, orders } = visit;
  const lines = orders.flatMap((order) => order.lines);
  const count = h("small", { role: "status" });
  const redraws: Redraws = {};
  const changed = (name = "") => {
    const items = lines.reduce((sum, line) => sum + pickedOf(visit, line), 0);
    visit.key = null;
    // A closer word belongs to the reason it was chosen under.
    if (name.startsWith("reason.")) visit.values[`sub_${name}`] = "";
    count.textContent = items ? say("items", { count: items }) : "";
    for (const redraw of [...(redraws[name] ?? [])]) redraw();
  };
  changed();
  const [first] = orders as [Known];
  const alone = orders.length < 2;
  return drawPage(visit, {
    title: say("lines_title"),
    lead: (alone || !lines.some(isOpen)) && nameOrder(visit, first, lines),
    body: [
      first.session && isLong(first) && drawPaste(visit, first),
      ...orders.flatMap((order) => [
        !alone && h("h3", 0, nameOrder(visit, order, order.lines)),
        ...order.lines.map((line) => drawLine(visit, line, redraws, changed)),
      ]),
      first.session && !first.gift && orders.length < MOST_ORDERS && offerOrder(visit),
    ],
    submit: say("continue"),
    aside: count,
    changed,
    check: () => findLineFaults(visit),
    work: () => moveOn(visit),
    // A fault of a line stands at its line; what went meanwhile is asked for anew.
    refused: (refusal) => refusal.kind !== "invalid-fields" && stepBack(visit, refusal),
  });
}

const nameOrder = ({ say }: Visit, { order, gift }: Known, lines: Line[]): string =>
  say(lines.some(isOpen) ? (gift ? "gift" : "order") : "lines_none", { number: order.number });

function offerOrder(visit: Visit): Child {
  return textButton(visit.say("order_add"), () => {
    visit.adding = true;
    visit.values.order_number = "";
    visit.go("proof");
  });
}

/** Go on with what was chosen: before the details, what becomes of it is asked. Raises Refusal. */
export async function moveOn(visit: Visit): Promise<void> {
  const next = neighbour(visit);
  if (next === "details") {
    await sendPhotos(visit);
    if (findPhotoFaults(visit).length) return visit.go("lines", visit.say("error_photo_lost"));
    await previewReturn(visit);
  }
  visit.go(next);
}

/** Find what the choice of lines still needs. */
export function findLineFaults(visit: Visit): Fault[] {
  const { say, orders } = visit;
  const lines = orders.flatMap((order) => order.lines);
  const picked = orders.flatMap((order) => pickedLines(visit, order));
  if (!picked.length) return [{ name: `line.${lines.find(isOpen)?.key}`, text: say("error_lines") }];
  return picked.flatMap((line) => {
    const term = termOf(visit, line);
    const refused =
      term?.outcome === "refuse"
        ? [{ name: `line.${line.key}`, text: `${line.title}: ${term.text}`, said: true }]
        : [];
    const missing = missingOf(visit, line).map((name) => ({ name, text: sayMissing(visit, name, line) }));
    return [...missing, ...refused];
  });
}

const sayMissing = ({ say }: Visit, name: string, { title }: Line): string =>
  say(`error_${name.split(".")[0]?.replace(/^sub_|_title$/, "")}`, { item: title });

/** Find the lines that a picture did not arrive for. */
function findPhotoFaults(visit: Visit): Line[] {
  const picked = visit.orders.flatMap((order) => pickedLines(visit, order));
  return picked.filter(({ key }) => visit.photos[key]?.some(({ id }) => !id));
}
