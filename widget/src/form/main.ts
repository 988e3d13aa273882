import type { Form, Host } from "../host";
import { isRefusal } from "../refusal";
import css from "./form.css";
import { showMessage } from "./page";
import { drawDetails } from "./steps/details";
import { drawDone } from "./steps/done";
import { drawLines } from "./steps/lines";
import { drawProof } from "./steps/proof";
import { neighbour, openOrder, type Step, type Visit } from "./visit";
import { speaker } from "./words";

const DRAWERS: Record<Step, (visit: Visit) => HTMLElement> = {
  proof: drawProof,
  lines: drawLines,
  details: drawDetails,
  done: drawDone,
};
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Start the form; the loader has verified this file's bytes and calls nothing else in it. */
export async function start(host: Host): Promise<Form> {
  host.dress(sheet);
  const visit = makeVisit(host);
  let notice = await enter(visit);
  return {
    show() {
      draw(host, visit, visit.step, notice);
      notice = "";
    },
    isBusy: () => !!visit.busy,
    isDone: () => !!visit.made,
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
    values: { ...options.values },
    key: null,
    ask: (path, body, key) => host.ask(path, { body, key }),
    go: (step, notice) => host.isOpen() && draw(host, visit, step as Step, notice),
    emit: (type, detail) => host.emit(type, detail),
  };
  return visit;
}

/** Open the order that a token names, and say what a token that does not hold means. Raises Refusal. */
async function enter(visit: Visit): Promise<string> {
  if (!visit.token) return "";
  try {
    const { proved, lines } = await openOrder(visit);
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

function draw({ frame, inline }: Host, visit: Visit, step: Step, notice?: string): void {
  const { path, say, config } = visit;
  const first = !frame.body.querySelector("form");
  visit.step = step;
  const before = !visit.made && neighbour(visit, -1);
  const drawn = DRAWERS[step](visit);
  const back = before && (() => visit.busy || visit.go(before));
  const bar = { name: config.shop.name, at: path.indexOf(step), total: path.length - 1 };
  frame.fill(say, { ...bar, back: back as () => void }, drawn);
  // The first thing to type takes the focus at the start; later each step's heading does.
  if (notice) showMessage(drawn, notice);
  else if (!first || !inline)
    drawn.querySelector<HTMLElement>(first && step === "proof" ? ".input" : "h2")?.focus();
}
