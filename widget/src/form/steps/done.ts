import { makeKey } from "../../client";
import { type Child, drawTitle, h, textButton } from "../../dom";
import type { Made, Mailed } from "../../model";
import { outcome } from "../page";
import { isWebAddress } from "../popup";
import type { Visit } from "../visit";

/** Step "done": the number, the label, and what to do next. */
export function drawDone(visit: Visit): HTMLElement {
  const { say, blocked } = visit;
  const made = visit.made as Made;
  const { label, packing_slip: slip, kept, fee_text: fee } = made;
  // What is taken to the shop's counter has no label, and waits for nobody all the same.
  const waits = made.return.status === "requested";
  return h(
    "div.done",
    0,
    h("div.tick", { "aria-hidden": "true" }, waits ? "…" : "✓"),
    drawTitle(say(waits ? "waiting_title" : kept ? "kept_title" : "done_title")),
    kept && h("p.soft", 0, say("kept_lead")),
    h("small", 0, say("rma")),
    h("p.rma", 0, h("bdi", 0, made.return.rma)),
    fee && h("p.soft", 0, say("fee", { fee })),
    label && blocked && h("p.soft", 0, say("popup_blocked")),
    label && drawLink(label.pdf, say("label_open"), "button"),
    h("p.status", { role: "status" }, drawMailed(visit, made)),
    slip && drawLink(slip.pdf, say("slip_open")),
    drawLink(made.status_url, say("status_open")),
    (label || waits) &&
      h("ol", 0, ...[1, 2, 3].map((n) => h("li", 0, say(waits ? `wait_${n}` : `next_${n}`)))),
  );
}

/** Draw a link that opens beside the page; nothing for an address that is not a web page's. */
export function drawLink(href: string, text: string, style = "link"): Child {
  return isWebAddress(href) && h(`a.${style}`, { href, target: "_blank", rel: "noopener noreferrer" }, text);
}

function drawMailed(visit: Visit, made: Made): Child {
  const { say } = visit;
  const { email, label, status_url } = made;
  const mailed = ({ masked }: Mailed) => say("mailed", { email: masked });
  if (email) return made.return.status !== "requested" && mailed(email);
  const key = makeKey();
  const path = `returns/${status_url.split("/").pop()}/email`;
  const send = async () =>
    button.replaceWith(
      await outcome<{ email: Mailed }>(visit, path, {}, (answer) => mailed(answer.email), key),
    );
  const button = textButton(say("mail_me"), send);
  return label && button;
}
