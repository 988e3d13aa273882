import assert from "node:assert/strict";
import { test } from "node:test";
import { areSame, readPlace } from "../src/paper/drafts";
import {
  addElement,
  changeElement,
  copyElement,
  findElement,
  makeElement,
  removeElement,
  reorderElement,
} from "../src/paper/elements";
import { importDesign } from "../src/paper/files";
import { begin, redo, step, undo } from "../src/paper/history";
import type { Design, DesignElement, Facts } from "../src/paper/model";
import { nameElement } from "../src/paper/naming";
import { insertFact, readWording, writeWording } from "../src/paper/wording";
import { Workbench } from "../src/paper/workbench";

const TEXT: DesignElement = { id: "text-1", type: "text", x: 5, y: 5, width: 40, height: 8, text: "Return" };
const LABEL: Design = { name: "Label", kind: "label", size: "a6", elements: [TEXT] };
const SLIP: Design = { ...LABEL, name: "Slip", kind: "packing_slip" };
const PAPER = { size: "a6", name: "A6", width: 105, height: 148, margin: 5 };
const FACTS = {
  shop: { name: "Nordlys", slug: "nordlys" },
  version: 3,
  place: "label.a6",
  kinds: [],
  papers: [PAPER],
  designs: { "label.a6": { own: false, design: LABEL }, "packing_slip.a6": { own: true, design: SLIP } },
  facts: [{ name: "order.number", kind: "text", says: "The order number" }],
  conditions: [],
  words: [{ key: "label.tag", says: "Return" }],
  languages: [
    { tag: "en", name: "English", direction: "ltr" },
    { tag: "ar", name: "العربية", direction: "rtl" },
  ],
  default_language: "en",
  samples: [{ name: "normal", says: "As usual", holds: ["prepaid"] }],
} as Facts;

function openBench() {
  const seen = { draws: 0, prints: 0, now: 0 };
  const bench = new Workbench(
    FACTS,
    "label.a6",
    {
      draw: () => seen.draws++,
      lead: () => {},
      print: () => seen.prints++,
    },
    () => seen.now,
  );
  return { bench, seen };
}

test("what is done is undone and done again, and a new step ends what could be done again", () => {
  const first = step(step(begin("a"), "b", "", 1), "c", "", 2);
  const back = undo(first);
  assert.equal(back?.now, "b");
  assert.equal(undo(undo(first) as never)?.now, "a");
  assert.equal(redo(back as never)?.now, "c");
  assert.equal(redo(step(back as never, "d", "", 3)), null);
  assert.equal(undo(begin("a")), null);
});

test("strokes on one thing soon after each other are one step, later ones another", () => {
  const typed = step(step(step(begin(""), "a", "text", 0), "ab", "text", 900), "abc", "text", 1800);
  assert.equal(undo(typed)?.now, "");
  const paused = step(typed, "abcd", "text", 9000);
  assert.equal(undo(paused)?.now, "abc");
  assert.equal(undo(step(typed, "x", "other", 1900))?.now, "abc");
});

test("the past has an end", () => {
  let history = begin(0);
  for (let number = 1; number <= 500; number++) history = step(history, number, "", number);
  assert.equal(history.past.length, 200);
});

test("elements are added, changed, put elsewhere in the order and taken out", () => {
  const two = addElement(LABEL, makeElement(LABEL, "symbol", "qr", PAPER));
  assert.deepEqual(
    two.elements.map(({ id }) => id),
    ["text-1", "symbol-1"],
  );
  assert.deepEqual(
    reorderElement(two, "symbol-1", -1).elements.map(({ id }) => id),
    ["symbol-1", "text-1"],
  );
  assert.equal(reorderElement(two, "symbol-1", 1), two);
  const changed = changeElement(two, "text-1", { bold: true, when: undefined });
  assert.deepEqual(findElement(changed, "text-1"), { ...TEXT, bold: true });
  assert.deepEqual(
    removeElement(two, "text-1").elements.map(({ id }) => id),
    ["symbol-1"],
  );
});

test("what is added or copied has a name of its own and stands on the sheet", () => {
  const narrow = { ...PAPER, width: 30 };
  const made = makeElement(LABEL, "text", "", narrow);
  assert.equal(made.id, "text-2");
  assert.ok(made.x >= 0 && made.x + made.width <= 30);
  const copy = copyElement(LABEL, { ...TEXT, x: 65, width: 40 }, PAPER);
  assert.deepEqual([copy.id, copy.x, copy.y], ["text-2", 65, 8]);
});

test("one text for everybody, or one for each language", () => {
  assert.equal(readWording("Return", "ar"), "Return");
  assert.equal(readWording({ en: "Return" }, "ar"), "");
  assert.deepEqual(writeWording("Return", "ar", "إرجاع"), { en: "Return", ar: "إرجاع" });
  assert.deepEqual(writeWording({ en: "Return", ar: "x" }, "ar", ""), { en: "Return" });
  assert.equal(writeWording({ en: "Return" }, "", "Return"), "Return");
});

test("a fact is put where the caret stands", () => {
  assert.deepEqual(insertFact("Order", 5, "order.number"), { text: "Order {order.number}", caret: 20 });
  assert.deepEqual(insertFact("No. #!", 5, "rma"), { text: "No. #{rma}!", caret: 10 });
});

test("an element is named by what it says, its facts in words", () => {
  assert.equal(
    nameElement({ ...TEXT, text: "Order {order.number}" }, FACTS, "en"),
    "Text: Order [the order number]",
  );
  assert.equal(nameElement({ ...TEXT, text: "@label.tag" }, FACTS, "en"), "Text: Return");
});

test("each design keeps its own steps while another is in front", () => {
  const { bench } = openBench();
  bench.change(changeElement(bench.design, "text-1", { x: 50 }));
  bench.open("packing_slip.a6");
  assert.equal(bench.canUndo, false);
  assert.ok(bench.isUnsaved("label.a6") && bench.isUnsaved() && !bench.isUnsaved("packing_slip.a6"));
  bench.open("label.a6");
  assert.ok(bench.travel("undo"));
  assert.ok(!bench.isUnsaved());
});

test("a drag that is given up leaves no step behind", () => {
  const { bench } = openBench();
  bench.show(changeElement(bench.design, "text-1", { x: 50 }));
  assert.equal(findElement(bench.design, "text-1")?.x, 50);
  bench.show(null);
  assert.equal(findElement(bench.design, "text-1")?.x, 5);
  assert.equal(bench.canUndo, false);
});

test("once saved there is nothing to lose, and it can still be undone", () => {
  const { bench } = openBench();
  const mine = changeElement(bench.design, "text-1", { x: 50 });
  bench.change(mine);
  bench.settle("label.a6", mine, { version: 4, own: true, design: mine });
  assert.ok(!bench.isUnsaved() && bench.canUndo && bench.draft.isOwn);
  assert.equal(bench.facts.version, 4);
  bench.settle("label.a6", mine, { version: 5, own: false, design: LABEL });
  assert.deepEqual(bench.design, LABEL);
  assert.ok(!bench.canUndo && !bench.draft.isOwn);
});

test("the sheet is mirrored for who reads from right to left", () => {
  const { bench } = openBench();
  assert.ok(!bench.isMirrored);
  bench.look({ language: "ar" });
  assert.ok(bench.isMirrored);
});

test("two designs are the same however their parts are ordered", () => {
  assert.ok(areSame({ x: 1, y: [{ a: 1, b: 2 }] }, { y: [{ b: 2, a: 1 }], x: 1 }));
  assert.ok(!areSame([1, 2], [2, 1]));
});

test("an address leads to its design, or to the shop's label", () => {
  assert.equal(readPlace("#packing_slip.a6", FACTS), "packing_slip.a6");
  assert.equal(readPlace("#label.nowhere", FACTS), "label.a6");
});

test("a file is a design for the place that is open, or it is refused in a sentence", () => {
  const other = JSON.stringify({ ...SLIP, size: "4x6", more: 1 });
  assert.deepEqual(importDesign(other, LABEL), { ...LABEL, name: "Slip" });
  for (const text of [
    "",
    "[]",
    "null",
    '{"elements": 3}',
    '{"elements": [{"id": "a"}]}',
    '{"elements": [null]}',
  ])
    assert.throws(() => importDesign(text, LABEL), /not a design/);
  assert.throws(() => importDesign(" ".repeat(600_000), LABEL), /too large/);
});
