import { hearChanges } from "../changes";
import { doDeeds, receive } from "../deeds";
import type { Dock, Screen } from "../dock";
import { button, fill, h, isolate, labelled } from "../dom";
import { judgeReturn } from "../judging";
import { findBox } from "../kept/boxes";
import { refresh, withOurs } from "../lookup";
import type { Box, DockEvent, Expected } from "../model";
import { openCode } from "../opening";
import { chooseBox, isSettled } from "../overlay";
import { type Done, drawDone, undoable } from "../parts/done";
import { drawLine } from "../parts/line_card";
import { kept, verdict } from "../parts/verdict";
import { sign } from "../signs";
import { say, sayTime } from "../words";
import { lineScreen } from "./line";

/** A box on the table: whose it is, what should be in it, what was found. */
export function boxScreen(
  dock: Dock,
  first: Expected,
  code: string,
  isFresh = false,
  just: Done | null = null,
): Screen {
  let expected = first;
  let chosen = chooseBox(first, code)?.number ?? null;
  let isOurs = just !== null;
  const body = h("div.stack");
  const foot = h("div.foot");
  const weight = h<HTMLInputElement>("input", {
    type: "number",
    min: 1,
    max: 2_000_000,
    inputmode: "numeric",
  });
  const weighing = h("details", 0, h("summary", 0, say("box.weight")), labelled(say("box.weight"), weight));

  const draw = (next: Expected) => {
    expected = next;
    const box = expected.boxes.find(({ number }) => number === chosen) ?? expected.boxes[0];
    fill(
      body,
      drawHead(expected, code, box, isOurs && box?.received?.by === dock.me?.shift?.name),
      expected.boxes.length > 1 && drawBoxes(expected, chosen, chooseNumber),
      !box?.received && button("go", takeIn, {}, sign("box"), say("box.take_in")),
      !box?.received && weighing,
      ...expected.lines.map((line) => drawLine(dock, expected, line, chosen, code, onDone)),
      ...drawExtras(expected),
      button("quiet", openExtra, {}, sign("unknown"), say("box.extra")),
      button(isSettled(expected) ? "go" : "quiet", () => dock.home(), {}, sign("found"), say("box.next")),
    );
  };
  const chooseNumber = (number: number | null) => {
    chosen = number;
    draw(expected);
  };
  const openExtra = () => dock.show(lineScreen(dock, expected, null, chosen, code));
  const takeIn = async () => {
    const weight_g = Math.round(Number(weight.value)) || null;
    onDone(await doDeeds(dock, [receive(dock, expected, chosen, { code, weight_g })]));
  };
  const onDone = (events: DockEvent[] | null) => {
    if (!events) return;
    isOurs = true;
    draw(expected);
    fill(foot, drawDone(dock, expected, undoable(dock, events)));
  };
  const readAgain = async () => {
    const here = await findBox(dock.db, expected.id);
    const photos = expected.photos && { photos: expected.photos };
    draw(await withOurs(dock, here ? { ...here, ...photos } : first));
  };
  draw(first);
  if (just) fill(foot, drawDone(dock, expected, just));
  if (!isFresh || just) void refresh(dock, first).then(draw, () => undefined);
  const stop = hearChanges(() => void readAgain().catch(() => undefined));
  return {
    element: h("section.box", 0, body, foot),
    onCode: (text, way) => void openCode(dock, text, way),
    leave: stop,
  };
}

function drawHead(expected: Expected, code: string, box: Box | undefined, isOurs: boolean): HTMLElement {
  const received = box?.received;
  const judged = judgeReturn(expected, code, isOurs);
  const needsWhy = judged.tone === "stop" || judged.word === "waiting";
  return verdict(
    judged,
    h("p", 0, isolate(expected.rma_shown, "code"), " · ", isolate(expected.order_numbers.join(", "), "code")),
    needsWhy && h("p", 0, say(`why.${judged.word}`)),
    received && h("p.by", 0, say("box.received_by", { name: received.by, time: sayTime(received.at) })),
    received && kept(received.isQueued),
    expected.because_note && h("p.muted", 0, expected.because_note),
  );
}

function drawBoxes(
  { boxes }: Expected,
  chosen: number | null,
  choose: (number: number | null) => void,
): HTMLElement {
  const options = boxes.map(({ number, received }) =>
    button(
      "quiet",
      () => choose(number),
      { "aria-pressed": String(number === chosen) },
      say("box.number", { number: number ?? "+" }),
      received && sign("found"),
    ),
  );
  return h("div.boxes", { role: "group", "aria-label": say("box.which") }, ...options);
}

const drawExtras = ({ extras }: Expected): HTMLElement[] =>
  extras.map(({ quantity, title, isQueued }) =>
    h(
      "article.line",
      0,
      h("p", 0, [`${quantity} × ${say("outcome.extra")}`, title].filter(Boolean).join(" · ")),
      kept(isQueued),
    ),
  );
