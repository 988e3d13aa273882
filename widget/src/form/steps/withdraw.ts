import { h } from "../../dom";
import type { Field, Statement, Withdrawal } from "../../model";
import type { Refusal } from "../../refusal";
import { drawField, findFaults } from "../field";
import { drawPage, sentence, showMessage } from "../page";
import { neighbour, type Visit } from "../visit";

/** The words that the law asks for, as the shop has them. */
export const lawOf = ({ config }: Visit): Withdrawal => config.withdrawal as Withdrawal;

/** Step "withdraw": the statement's three parts, and which items if not all. Nothing else is asked, and no proof. */
export function drawWithdraw(visit: Visit): HTMLElement {
  const { texts } = lawOf(visit);
  const { values, orders } = visit;
  values.order_number ||= orders[0]?.order.number ?? "";
  const field = (id: string, label = "", hint = "", more = {}): Field => ({
    id,
    kind: id,
    label,
    hint,
    required: true,
    ...more,
  });
  const fields = [
    field("name", texts.name, "", { autocomplete: "name" }),
    field("order_number", texts.order, texts.order_hint),
    field("email", texts.email, "", { autocomplete: "email", input_mode: "email" }),
    field("items", texts.items, texts.items_hint, { required: false }),
  ];
  const form: HTMLElement = drawPage(visit, {
    title: texts.entry ?? "",
    body: fields.map((one) => drawField(visit, one)),
    submit: visit.say("continue"),
    check: () => findFaults(visit, fields),
    work: async () => {
      visit.statement = await visit.ask<Statement>("withdrawals/statement", statementBody(visit));
      visit.go(neighbour(visit));
    },
    refused: (refusal) => offerPage(visit, form, refusal),
  });
  return form;
}

/** Say the statement in the shape the door takes. */
export function statementBody({ values, config }: Visit): object {
  const { name, order_number, email, items } = values;
  return { name, order_number, email, items: items ?? "", lang: config.language };
}

/** Show the hosted page beside any failure that is not the shopper's: the right must not wait for a script of ours. */
export function offerPage(visit: Visit, form: HTMLElement, refusal: Refusal): boolean {
  if (refusal.errors.length) return false;
  const { url, texts } = lawOf(visit);
  const link = h("a", { href: url }, texts.entry);
  showMessage(form, sentence(visit, refusal), h("br", 0), link);
  return true;
}
