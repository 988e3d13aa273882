import { textButton } from "../dom";
import type { Form, Host } from "../host";
import { isRefusal } from "../refusal";
import css from "./form.css";
import { openOrder } from "./orders";
import { showMessage } from "./page";
import { drawDetails } from "./steps/details";
import { drawDone } from "./steps/done";
import { drawLines } from "./steps/lines";
import { drawProof } from "./steps/proof";
import { drawReceived } from "./steps/received";
import { drawStatement } from "./steps/statement";
import { drawWithdraw } from "./steps/withdraw";
import { neighbour, type Step, type Visit } from "./visit";
import { speaker } from "./words";

const DRAWERS: Record<Step, (visit: Visit) => HTMLElement> = {
  proof: drawProof,
  lines: drawLines,
  details: drawDetails,
  done: drawDone,
  withdraw: drawWithdraw,
  statement: drawStatement,
  received: drawReceived,
};
const WITHDRAWAL: Step[] = ["withdraw", "statement", "received"];
const PATIENCE_MS = 2000;
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Start the form; the loader has verified this file's bytes and calls nothing else in it. */
export async function start(host: Host): Promise<Form> {
  host.dress(sheet);
  const visit = makeVisit(host);
  let notice = await enter(visit, host.options.view);
  return {
    show() {
      draw(host, visit, visit.step, notice);
      notice = "";
    },
    isBusy: () => !!visit.busy,
    isDone: () => !!(visit.made || visit.received),
  };
}

function makeVisit(host: Host): Visit {
  const { config, options } = host;
  const visit: Visit = {
    config,
    say: speaker(config.texts, config.language),
    path: ["proof", "lines", "details", "done"],
    step: "proof",
    token: options.token,
    orders: [],
    values: { ...options.values },
    photos: {},
    key: null,
    ask: (path, body, key, session) => host.ask(path, { body, key, session }),
    go: (step, notice) => host.isOpen() && draw(host, visit, step as Step, notice),
    emit: (type, detail) => host.emit(type, detail),
  };
  return visit;
}

/** Open the order that a token names, and say what a token that does not hold means. Raises Refusal. */
async function enter(visit: Visit, view?: string): Promise<string> {
  const withdraws = view === "withdraw" && visit.config.withdrawal?.enabled;
  if (withdraws) {
    visit.path = WITHDRAWAL;
    visit.step = "withdraw";
  }
  if (!visit.token) return "";
  try {
    const opening = openOrder(visit);
    if (withdraws) return await prefill(opening);
    const { proved, lines } = await opening;
    if (lines.length)
      visit.path = proved ? ["lines", "details", "done"] : ["lines", "proof", "details", "done"];
    visit.step = visit.path[0] as Step;
    return "";
  } catch (problem) {
    if (!isRefusal(problem) || problem.kind !== "not-verified") throw problem;
    // Too old, or not ours: the shopper can still type the order number.
    visit.token = undefined;
    return visit.say("error_token");
  }
}

/** A withdrawal needs no order that we know: what is known in a moment is filled in, and nothing is waited for. */
async function prefill(opening: Promise<unknown>): Promise<string> {
  const known = opening.catch(() => {});
  await Promise.race([known, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
  return "";
}

function draw({ frame, inline }: Host, visit: Visit, step: Step, notice?: string): void {
  const { say, config, adding } = visit;
  const first = !frame.body.querySelector("form");
  const back = goBack(visit, step);
  const { path } = visit;
  const drawn = DRAWERS[step](visit);
  if (!adding && step === path[0]) drawn.querySelector(".foot")?.append(...offerWithdrawal(visit));
  const bar = { name: config.shop.name, at: path.indexOf(step), total: path.length - 1 };
  frame.fill(say, { ...bar, back: back && (() => visit.busy || back()) }, drawn);
  // The first thing to type takes the focus at the start; later each step's heading does.
  if (notice) showMessage(drawn, notice);
  else if (!first || !inline)
    drawn.querySelector<HTMLElement>(first && /^(proof|withdraw)$/.test(step) ? ".input" : "h2")?.focus();
}

/** Enter a step, and answer how to leave it for the one before. */
function goBack(visit: Visit, step: Step): (() => void) | false {
  visit.step = step;
  if (visit.made || visit.received) return false;
  if (visit.adding && step !== "proof") visit.adding = false;
  const before = visit.adding ? "lines" : neighbour(visit, -1);
  if (before) return () => visit.go(before);
  const { home } = visit;
  return (
    !!home &&
    step === "withdraw" &&
    (() => {
      visit.path = home;
      visit.home = undefined;
      visit.go(home[0]);
    })
  );
}

/** Offer the withdrawal at the start of the way, quietly and always: the right needs no order and no account. */
function offerWithdrawal(visit: Visit): Node[] {
  const { config, path } = visit;
  const { enabled, texts } = config.withdrawal ?? {};
  if (!enabled || path === WITHDRAWAL) return [];
  const leave = () => {
    visit.home = path;
    visit.path = WITHDRAWAL;
    visit.go("withdraw");
  };
  return [textButton(texts?.entry ?? "", leave)];
}
