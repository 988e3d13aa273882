import type { App } from "../app";
import { ask, type Refusal, send } from "../client";
import { card, plainButton, textField } from "../controls";
import { announce, h, ICONS, icon } from "../dom";
import { addOrigin } from "./origins";

interface Finding {
  code: string;
  ok: boolean;
  sentence: string;
  mend: string;
}

const EVERY_MS = 2000;
const PATIENCE_MS = 120_000;
let url = "";
let listening = 0;

/** Draw the check whether a page carries a working tag. */
export function drawVerify(app: App): HTMLElement {
  url ||= app.settings.origins.find((origin) => !origin.includes("*")) ?? "";
  const results = h("div", { id: "verify-results", role: "status" });
  const live = h("div", { id: "verify-live", role: "status" });
  const check = () => verify(app, results, live);
  const field = textField({
    id: "verify-url",
    path: "url",
    label: "A page with the tag",
    value: url,
    type: "url",
    dir: "ltr",
    inputmode: "url",
    placeholder: "https://",
    input: (text) => {
      url = text;
    },
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    check();
  });
  return card(
    "verify",
    "Does it work?",
    h(
      "div.line.adder",
      0,
      field,
      h("button.button.small", { id: "verify-now", type: "button", click: check }, "Verify"),
    ),
    results,
    live,
  );
}

async function verify(app: App, results: HTMLElement, live: HTMLElement): Promise<void> {
  results.replaceChildren(h("p.muted", 0, "Looking at the page…"));
  live.replaceChildren();
  try {
    const address = url.includes("://") ? url : `https://${url}`;
    const { findings, nonce } = await send<{ findings: Finding[]; nonce: string }>("/builder/verify", {
      url: address,
    });
    results.replaceChildren(drawFindings(app, findings, address));
    live.replaceChildren(drawLiveCheck(app, address, nonce));
    const wrong = findings.filter(({ ok }) => !ok).length;
    announce(wrong ? `${wrong} to mend.` : "All is well.");
  } catch (problem) {
    results.replaceChildren(h("p.fault", 0, (problem as Refusal).detail));
  }
}

function drawFindings(app: App, findings: Finding[], address: string): HTMLElement {
  const rows = findings.map(({ code, ok, sentence, mend }) =>
    h(
      ok ? "li.finding.good" : "li.finding.bad",
      0,
      icon(ok ? ICONS.check : ICONS.warn),
      h(
        "div",
        0,
        h("span.hidden", 0, ok ? "Good: " : "To mend: "),
        h("span", 0, sentence),
        mend && h("p.hint", 0, mend),
        code === "origin-allowed" &&
          !ok &&
          plainButton("verify-allow", "Add it now", () => addOrigin(app, address)),
      ),
    ),
  );
  return h("ul.findings", 0, ...rows);
}

function drawLiveCheck(app: App, address: string, nonce: string): HTMLElement {
  const target = `${address.split("#")[0]}#sendback-verify=${nonce}`;
  const heard = h("div");
  const listen = () => {
    heard.replaceChildren(h("p.muted", 0, "Waiting for the tag to answer…"));
    wait(app, nonce, heard, address);
  };
  const link = { id: "verify-open", href: target, target: "_blank", rel: "noopener", click: listen };
  return h(
    "div.stack",
    { "data-nonce": nonce },
    h("p.muted.small", 0, "Then let the tag speak for itself: open the page, and it reports here."),
    h("a.button.plain.small", link, "Open the page"),
    heard,
  );
}

async function wait(app: App, nonce: string, place: HTMLElement, address: string): Promise<void> {
  const mine = ++listening;
  const until = Date.now() + PATIENCE_MS;
  while (mine === listening && Date.now() < until && place.isConnected) {
    await new Promise((done) => setTimeout(done, EVERY_MS));
    const { findings } = await ask<{ findings: Finding[] | null }>(`/builder/verify/${nonce}`).catch(() => ({
      findings: null,
    }));
    if (!findings) continue;
    place.replaceChildren(drawFindings(app, findings, address));
    return announce("The tag answered.");
  }
  if (mine === listening && place.isConnected)
    place.replaceChildren(
      h("p.fault", 0, "The tag did not answer. Is it in the page, and may it run there?"),
    );
}
