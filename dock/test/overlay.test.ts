import assert from "node:assert/strict";
import test from "node:test";
import { findSuggestion, judgeReturn, listDispositions } from "../src/judging";
import type { DockEvent, Expected, Line, Shop } from "../src/model";
import { chooseBox, countOpen, isSettled, overlay } from "../src/overlay";
import { readMinor } from "../src/parts/more";

const RMA = "R1234567897";
const LINE = {
  order_id: "O",
  line_id: "1",
  quantity: 3,
  suggestions: {
    "arrived:a": { disposition: "restock", rule: "as-new", place: "A-1" },
    "damaged:": { disposition: "scrap", rule: "damaged", place: "" },
  },
  found: [],
} as unknown as Line;

const makeExpected = (changes: Partial<Expected> = {}): Expected =>
  ({
    shop: "nordlys",
    id: "R",
    rma: RMA,
    status: "authorized",
    boxes: [
      { number: 1, tracking_number: null, received: null },
      { number: 2, tracking_number: "JJFI 6490 0000 0000 001", received: null },
    ],
    lines: [LINE],
    extras: [],
    ...changes,
  }) as Expected;

let last = 0;
const makeEvent = (
  kind: DockEvent["kind"],
  body: Record<string, unknown>,
  changes: Partial<DockEvent> = {},
) =>
  ({
    id: `E${++last}`,
    number: last,
    kind,
    body,
    state: "queued",
    return_id: "R",
    at: "2026-11-27T10:00:00Z",
    ...changes,
  }) as DockEvent;

const find = (outcome: string, quantity: number, line_id = "1") =>
  makeEvent("inspect", {
    order_id: "O",
    line_id,
    outcome,
    quantity,
    grade: "a",
    disposition: "restock",
    place: "A-1",
  });

test("what was done here shows at once, as queued, by whom", () => {
  const seen = overlay(makeExpected(), [makeEvent("receive", { parcel: 2 }), find("arrived", 2)], "Ana");
  assert.deepEqual(
    seen.boxes.map(({ received }) => [received?.by, received?.isQueued]),
    [
      [undefined, undefined],
      ["Ana", true],
    ],
  );
  assert.equal(countOpen(seen.lines[0] as Line), 1);
  assert.equal(seen.lines[0]?.found[0]?.isQueued, true);
  assert.equal(LINE.found.length, 0, "what is kept stays as the server said it");
});

test("what was taken back is gone, of here and of the server's", () => {
  const deed = find("arrived", 3);
  const told = { ...LINE, found: [{ id: "S1", outcome: "missing", quantity: 1 }] } as unknown as Line;
  const undone = [deed, makeEvent("undo", { subject: deed.id }), makeEvent("undo", { subject: "S1" })];
  assert.equal(countOpen(overlay(makeExpected({ lines: [told] }), undone, "Ana").lines[0] as Line), 3);
});

test("what the server has answered, or what is about another return, is not laid over", () => {
  const events = [
    { ...find("arrived", 1), state: "applied" as const },
    { ...find("arrived", 1), return_id: "other" },
  ];
  assert.equal(countOpen(overlay(makeExpected(), events, "Ana").lines[0] as Line), 3);
});

test("something extra stands beside the lines and settles none of them", () => {
  const seen = overlay(makeExpected(), [find("extra", 1, "")], "Ana");
  assert.deepEqual([seen.extras.length, isSettled(seen)], [1, false]);
  assert.equal(isSettled(overlay(makeExpected(), [find("arrived", 2), find("missing", 1)], "Ana")), true);
});

test("the box is the one that the code names, else the first that is not in", () => {
  assert.equal(chooseBox(makeExpected(), RMA)?.number, 1);
  assert.equal(chooseBox(makeExpected(), `${RMA}B2`)?.number, 2);
  assert.equal(chooseBox(makeExpected(), "jjfi649000000000 001")?.number, 2);
  const [first, second] = overlay(makeExpected(), [makeEvent("receive", { parcel: 1 })], "Ana").boxes;
  assert.equal(chooseBox(makeExpected({ boxes: [first, second] as Expected["boxes"] }), RMA)?.number, 2);
});

test("a box says what it is: expected, taken in just now, here already, declined, canceled, not approved, done", () => {
  const judge = (changes: Partial<Expected>, isOurs = false) =>
    judgeReturn(makeExpected(changes), RMA, isOurs).word;
  const received = { receipt_id: "r", at: "", by: "Ana", weight_g: null };
  const boxes = [{ number: 1, tracking_number: null, received }];
  assert.equal(judge({}), "found");
  assert.equal(judge({ boxes }), "already");
  assert.equal(judge({ boxes }, true), "taken");
  assert.equal(judge({ boxes, lines: [] }), "settled");
  assert.equal(judge({ status: "declined" }), "declined");
  assert.equal(judge({ status: "canceled" }), "canceled");
  assert.equal(judge({ status: "requested" }), "waiting");
});

test("suggestions come by outcome and grade; what is damaged is never restocked", () => {
  const shop = { dispositions: ["restock", "scrap"] } as unknown as Shop;
  assert.equal(findSuggestion(LINE, "arrived", "a")?.disposition, "restock");
  assert.equal(findSuggestion(LINE, "damaged", "c")?.disposition, "scrap");
  assert.equal(findSuggestion(LINE, "arrived", "c"), undefined);
  assert.deepEqual(listDispositions(shop, "damaged"), ["scrap"]);
  assert.deepEqual(listDispositions(shop, "missing"), []);
});

test("amounts are read as people type them", () => {
  assert.deepEqual(
    ["12,50", " 7 ", "", "x", "-1"].map((text) => readMinor(text, "EUR")),
    [1250, 700, null, null, null],
  );
  assert.equal(readMinor("500", "JPY"), 500);
});
