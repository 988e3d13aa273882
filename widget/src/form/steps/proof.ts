import { h, textButton } from "../../dom";
import type { Field } from "../../model";
import { type Refusal, refuse } from "../../refusal";
import { drawField, drawPills, findFaults } from "../field";
import { openOrder } from "../orders";
import { drawPage, outcome, sentence, showMessage } from "../page";
import { stepBack } from "../sending";
import type { Visit } from "../visit";
import { moveOn } from "./lines";

/** Step "proof": which order, and one thing only its owner knows. Just the latter when the order is known. */
export function drawProof(visit: Visit): HTMLElement {
  const { say, config, values, token, path, adding, orders } = visit;
  // Someone who typed the number may come back and type another one.
  const order = !adding && (token || path[0] !== "proof") ? orders[0] : undefined;
  const kinds = order?.proof_fields ?? config.proof.fields;
  const choices = kinds.map((code) => ({ code, label: fieldOf(visit, code).label }));
  const number = order ? [] : [fieldOf(visit, "order_number")];
  if (!kinds.includes(values.proof as string)) values.proof = kinds[0] as string;
  const proof = () => fieldOf(visit, values.proof as string);
  const place = h("div", 0, drawField(visit, proof()));
  const form: HTMLElement = drawPage(visit, {
    title: say(adding ? "order_add" : order ? "prove_title" : "find_title"),
    lead: order && say("order", { number: order.order.number }),
    body: [
      ...number.map((field) => drawField(visit, field)),
      choices.length > 1 && drawPills(visit, "proof", say("proof_with"), choices),
      place,
    ],
    submit: say(order ? "continue" : "find_submit"),
    changed: (name) => name === "proof" && place.replaceChildren(drawField(visit, proof())),
    check: () => findFaults(visit, [...number, proof()]),
    work: () => prove(visit),
    refused: (refusal) =>
      /^(not-verified|too-many-tries)$/.test(refusal.kind)
        ? offerLink(visit, form, refusal, order?.order.number ?? values.order_number)
        : refusal.kind !== "session-expired" && stepBack(visit, refusal),
  });
  return form;
}

async function prove(visit: Visit): Promise<void> {
  const { proved } = await openOrder(visit);
  if (!proved) throw refuse("not-verified", visit.say("error_proof"));
  if (!visit.adding) return moveOn(visit);
  visit.adding = false;
  visit.go("lines");
}

function fieldOf({ config, say }: Visit, kind: string): Field {
  const field = config.fields.find((known) => known.kind === kind);
  return { label: say(kind), kind, ...field, id: kind, required: true, pattern: null };
}

function offerLink(visit: Visit, form: HTMLElement, refusal: Refusal, number = ""): true {
  const { config, say } = visit;
  const body = { order_number: number, lang: config.language };
  const send = async () =>
    showMessage(form, await outcome(visit, "orders/link", body, () => say("link_sent")));
  showMessage(form, sentence(visit, refusal), h("br", 0), textButton(say("link_offer"), send));
  return true;
}
