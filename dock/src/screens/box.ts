import { hearChanges } from "../changes";
import { doDeeds, receive, takeBack } from "../deeds";
import { type Dock, findShop, type Screen } from "../dock";
import { button, h, isolate } from "../dom";
import { judgeReturn } from "../judging";
import { refresh, withOurs } from "../lookup";
import type { Box, DockEvent, Expected } from "../model";
import { openCode } from "../opening";
import { chooseBox, isSettled } from "../overlay";
import { type Done, drawDone } from "../parts/done";
import { drawLine } from "../parts/line_card";
import { kept, verdict } from "../parts/verdict";
import { sign } from "../signs";
import { say, sayTime } from "../words";
import { lineScreen } from "./line";

/** A box on the table: whose it is, what should be in it, what was found. */
export function boxScreen(dock: Dock, first: Expected, code: string, isFresh = false, just: Done | null = null): Screen {
  let expected = first;
  let chosen = chooseBox(first, code)?.number ?? null;
  const body = h("div.stack");
  const foot = h("div.foot");
  const again = async () => {
    const here = await dock.db.get("boxes", expected.id);
    expected = await withOurs(dock, here ? { ...here, ...(expected.photos && { photos: expected.photos }) } : expected);
    draw();
  };
  const onDone = (events: DockEvent[] | null) => {
    if (!events) return;
    const undo = () => doDeeds(dock, events.map((event) => takeBack(dock, event)).reverse());
    foot.replaceChildren(drawDone(dock, expected, { events, undo }));
  };
  const takeIn = async () => onDone(await doDeeds(dock, [receive(dock, expected, chosen, code ? { code } : {})]));
  const draw = () => {
    const box = expected.boxes.find(({ number }) => number === chosen) ?? expected.boxes[0];
    body.replaceChildren(
      drawHead(expected, code, box),
      ...(expected.boxes.length > 1 ? [drawBoxes(expected, chosen, (number) => ((chosen = number), draw()))] : []),
      ...(box?.received ? [] : [button("go", takeIn, {}, sign("box"), say("box.take_in"))]),
      ...expected.lines.map((line) => drawLine(dock, expected, line, chosen, code, onDone)),
      ...drawExtras(expected),
      button("quiet", () => dock.show(lineScreen(dock, expected, null, chosen, code)), {}, sign("unknown"), say("box.extra")),
    );
  };
  draw();
  if (just) foot.append(drawDone(dock, expected, just));
  if (!isFresh) void refresh(dock, first).then((fresh) => ((expected = fresh), draw())).catch(() => undefined);
  const next = button(isSettled(expected) ? "go" : "quiet", () => dock.home(), {}, sign("back"), say("box.next"));
  const stop = hearChanges(() => void again().catch(() => undefined));
  return { element: h("section.box", 0, body, foot, next), onCode: (text, way) => void openCode(dock, text, way), leave: stop };
}

function drawHead(expected: Expected, code: string, box: Box | undefined): HTMLElement {
  const received = box?.received;
  const judged = judgeReturn(expected, code);
  return verdict(
    judged,
    h("p", 0, isolate(expected.rma_shown, "code"), " · ", isolate(expected.order_numbers.join(", "), "code")),
    judged.tone === "stop" && h("p", 0, say(`why.${judged.word}`)),
    judged.word === "waiting" && h("p", 0, say("why.waiting")),
    received && h("p", 0, say("box.received_by", { name: received.by, time: sayTime(received.at) }), " ", kept(received.isQueued)),
    expected.because_note && h("p.muted", 0, expected.because_note),
  );
}

function drawBoxes(expected: Expected, chosen: number | null, choose: (number: number) => void): HTMLElement {
  const options = expected.boxes.map((box) =>
    button("quiet", () => choose(box.number), { "aria-pressed": String(box.number === chosen) }, say("box.number", { number: box.number }), box.received ? sign("found") : null),
  );
  return h("div.boxes", { role: "group", "aria-label": say("box.which") }, ...options);
}

const drawExtras = ({ extras }: Expected): HTMLElement[] =>
  extras.map((extra) => h("article.line", 0, h("p", 0, say("outcome.extra"), ` × ${extra.quantity} `, kept(extra.isQueued))));
