import { h } from "../../dom";
import type { Pasted } from "../../model";
import { isRefusal } from "../../refusal";
import { sentence } from "../page";
import { reasonsOf } from "../terms";
import { isOpen, type Known, type Visit } from "../visit";

const MANY_LINES = 15;
const MOST_LETTERS = 50_000;

/** Tell whether an order is too long to tick its lines one by one. */
export const isLong = ({ business, lines }: Known): boolean => business || lines.length > MANY_LINES;

/** Draw the place where a list of item numbers and quantities is pasted, and one reason for all of it. */
export function drawPaste(visit: Visit, order: Known): HTMLElement {
  const { say, config } = visit;
  const list = h<HTMLTextAreaElement>("textarea.input", {
    id: "paste",
    rows: 6,
    maxlength: MOST_LETTERS,
    spellcheck: "false",
  });
  const blank = h("option", { value: "" }, "");
  const options = config.reasons.map(({ code, label }) => h("option", { value: code }, label));
  const reason = h<HTMLSelectElement>("select.input", { id: "paste-reason" }, blank, ...options);
  const take = async () => {
    try {
      const body = { session: order.session, text: list.value, lang: config.language };
      const { lines, faults } = await visit.ask<Pasted>("returns/paste", body);
      takePasted(visit, order, lines, reason.value);
      visit.go("lines", faults.map(({ line, text }) => say("paste_fault", { line, text })).join(" · "));
    } catch (problem) {
      if (isRefusal(problem)) visit.go("lines", sentence(visit, problem));
    }
  };
  return h(
    "details",
    0,
    h("summary.link", 0, say("paste")),
    h("div.field", 0, h("label.label", { for: "paste" }, say("paste_hint")), list),
    options.length > 0 &&
      h("div.field", 0, h("label.label", { for: "paste-reason" }, say("paste_reason")), reason),
    h("div.field", 0, h("button.button", { type: "button", click: take }, say("paste_take"))),
  );
}

/** Pick the lines of a list, as many of each as may go back; a reason named there stands over the one for all. */
export function takePasted(visit: Visit, order: Known, pasted: Pasted["lines"], reason: string): void {
  const { values } = visit;
  for (const { id, quantity, reason: own } of pasted) {
    const line = order.lines.find((one) => one.id === id);
    if (!line || !isOpen(line)) continue;
    const code = own || reason;
    values[`line.${line.key}`] = `${Math.min(quantity, line.left)}`;
    if (reasonsOf(visit, line).some((one) => one.code === code)) values[`reason.${line.key}`] = code;
  }
}
