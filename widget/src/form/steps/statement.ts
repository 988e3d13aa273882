import { makeKey } from "../../client";
import { h, textButton } from "../../dom";
import type { Received, Statement, Work } from "../../model";
import { isRefusal } from "../../refusal";
import { doWork } from "../effort";
import { drawPage } from "../page";
import { neighbour, type Visit } from "../visit";
import { lawOf, offerPage, statementBody } from "./withdraw";

/** Step "statement": the whole of what is about to be sent, and the button that sends it. */
export function drawStatement(visit: Visit): HTMLElement {
  const { texts } = lawOf(visit);
  const form: HTMLElement = drawPage(visit, {
    title: texts.check_title ?? "",
    body: [h("blockquote", 0, visit.statement?.statement)],
    submit: texts.confirm ?? "",
    aside: textButton(texts.change ?? "", () => visit.busy || visit.go(neighbour(visit, -1))),
    check: () => [],
    work: async () => {
      visit.key ??= makeKey();
      visit.received = await send(visit);
      visit.emit("withdrawal-received");
      visit.go(neighbour(visit));
    },
    refused: (refusal) => offerPage(visit, form, refusal),
  });
  return form;
}

/** Send the statement; where many came from this network within the hour, the work comes first. Raises Refusal. */
async function send(visit: Visit): Promise<Received> {
  const body = statementBody(visit);
  const confirm = async (work?: Work) =>
    visit.ask<Received>(
      "withdrawals",
      { ...body, ...(work?.needed ? { work: await doWork(work) } : {}) },
      visit.key,
    );
  try {
    return await confirm(visit.statement?.work);
  } catch (problem) {
    if (!isRefusal(problem) || problem.kind !== "work-needed") throw problem;
    const { work } = await visit.ask<Statement>("withdrawals/statement", body);
    return confirm(work && { ...work, needed: true });
  }
}
