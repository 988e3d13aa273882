import { keyTracking } from "./carrier_numbers";
import { readCode } from "./codes";
import type { Box, DockEvent, Expected, Finding, Line } from "./model";

/** Lay what was done here and not yet answered over what the server last said; who did it is `by`. */
export function overlay(expected: Expected, events: readonly DockEvent[], by: string): Expected {
  const queued = events.filter((event) => event.state === "queued" && event.return_id === expected.id);
  const undone = new Set(
    queued.filter(({ kind }) => kind === "undo").map(({ body }) => String(body.subject)),
  );
  const boxes = expected.boxes.map((box) =>
    box.received && undone.has(box.received.receipt_id) ? { ...box, received: null } : box,
  );
  const stays = ({ id }: Finding) => !undone.has(id);
  const lines = expected.lines.map((line) => ({ ...line, found: line.found.filter(stays) }));
  const extras = expected.extras.filter(stays);
  for (const event of [...queued].sort((one, other) => one.number - other.number)) {
    if (undone.has(event.id)) continue;
    if (event.kind === "receive") receive(boxes, event, by);
    if (event.kind === "inspect") (findLine(lines, event)?.found ?? extras).push(asFinding(event, by));
  }
  return { ...expected, boxes, lines, extras };
}

function receive(boxes: Box[], event: DockEvent, by: string): void {
  const at = boxes.findIndex((box) =>
    event.body.parcel == null ? !box.received : box.number === event.body.parcel,
  );
  const box = boxes[at];
  if (!box || box.received) return;
  const weight_g = (event.body.weight_g as number | null | undefined) ?? null;
  boxes[at] = { ...box, received: { receipt_id: event.id, at: event.at, by, weight_g, isQueued: true } };
}

const findLine = (lines: Line[], { body }: DockEvent): Line | undefined =>
  body.outcome === "extra"
    ? undefined
    : lines.find((line) => line.order_id === body.order_id && line.line_id === body.line_id);

function asFinding({ id, at, body }: DockEvent, by: string): Finding {
  const { outcome, quantity, grade, disposition, place, title } = body as unknown as Finding;
  return { id, outcome, quantity, grade, disposition, place, title, by, at, isQueued: true };
}

/** Say how many units of a line nobody has said anything about. */
export const countOpen = (line: Line): number =>
  Math.max(
    0,
    line.quantity -
      line.found
        .filter(({ outcome }) => outcome !== "extra")
        .reduce((sum, { quantity }) => sum + quantity, 0),
  );

/** Say whether every line has its word. */
export const isSettled = (expected: Expected): boolean =>
  expected.lines.every((line) => countOpen(line) === 0);

/** Choose the box that a code means: the one whose number it carries, else the first that is not in. */
export function chooseBox(expected: Expected, code: string): Box | undefined {
  const { candidates } = readCode(code);
  const isMeant = ({ number, tracking_number: tracking }: Box) =>
    candidates.some(
      ({ box, text }) => (box > 0 && box === number) || (tracking !== null && text === keyTracking(tracking)),
    );
  return (
    expected.boxes.find(isMeant) ??
    expected.boxes.find((box) => !box.received) ??
    expected.boxes[expected.boxes.length - 1]
  );
}
