import assert from "node:assert/strict";
import test from "node:test";
import { speaker } from "../src/form/words";

test("placeholders are filled and unknown ones stay visible", () => {
  const say = speaker({ order: "Order {number} {what}" });
  assert.equal(say("order", { number: "1001" }), "Order 1001 {what}");
});

test("plural forms follow the language's own rules", () => {
  const items = { one: "واحد", two: "اثنان", few: "{count} قليل", other: "{count}" };
  const say = speaker({ items }, "ar");
  assert.equal(say("items", { count: 1 }), "واحد");
  assert.equal(say("items", { count: 2 }), "اثنان");
  assert.equal(say("items", { count: 3 }), "3 قليل");
  assert.equal(say("items", { count: 100 }), "100");
});

test("a key that nobody knows says nothing", () => {
  assert.equal(speaker()("nowhere"), "");
});
