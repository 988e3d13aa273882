import { drawTitle, h } from "../../dom";
import type { Received } from "../../model";
import type { Visit } from "../visit";
import { drawLink } from "./done";
import { lawOf } from "./withdraw";

/** Step "received": the receipt, to the second, with the whole statement. It says received and nothing more. */
export function drawReceived(visit: Visit): HTMLElement {
  const { say } = visit;
  const { texts } = lawOf(visit);
  const { receipt, email } = visit.received as Received;
  const { received_text, statement, pdf, text, check_url } = receipt;
  return h(
    "div.done",
    0,
    h("div.tick", { "aria-hidden": "true" }, "✓"),
    drawTitle(texts.received_title ?? ""),
    h("p", 0, h("b", 0, received_text)),
    h("p.soft", 0, texts.received_means),
    h("blockquote", 0, statement),
    drawLink(pdf, texts.pdf ?? "", "button"),
    h("p.status", 0, say("mailed", { email: email.masked })),
    text && drawLink(text, texts.text ?? ""),
    check_url && drawLink(check_url, say("receipt_check")),
  );
}
