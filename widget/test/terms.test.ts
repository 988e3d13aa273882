import assert from "node:assert/strict";
import test from "node:test";
import { missingOf, reasonsOf, resolutionsOf, termOf } from "../src/form/terms";
import { isOpen, type Known, type Visit } from "../src/form/visit";
import type { Line, Term } from "../src/model";

const term = (outcome: Term["outcome"], more: Partial<Term> = {}): Term => ({
  outcome,
  text: outcome,
  ...more,
});
const line = (more: Partial<Line> = {}): Line => ({
  id: "a",
  key: "a",
  title: "Lamp",
  quantity: 1,
  left: 1,
  returnable: true,
  ...more,
});
const visit = (values: Record<string, string> = {}, config: object = {}): Visit =>
  ({
    values,
    photos: {},
    orders: [],
    config: {
      reasons: [
        {
          code: "damaged",
          subs: [{ code: "cracked" }, { code: "wet" }],
          photos: "required",
          note: "required",
        },
        { code: "regret" },
      ],
      conditions: [],
      resolutions: [{ code: "refund" }, { code: "exchange" }, { code: "store_credit" }],
      ...config,
    },
  }) as unknown as Visit;
const all = { "reason.a": "damaged", "sub_reason.a": "wet", "note.a": "torn" };

test("the first terms that hold every choice count", () => {
  const terms = [
    term("keep", { reasons: ["damaged/cracked"] }),
    term("refuse", { reasons: ["regret"], resolutions: ["store_credit"] }),
    term("ask", { conditions: ["worn"] }),
    term("allow"),
  ];
  const outcome = (values: Record<string, string>, config = {}) =>
    termOf(visit(values, config), line({ terms }))?.outcome;
  assert.equal(outcome({ "reason.a": "damaged", "sub_reason.a": "cracked" }), "keep");
  assert.equal(outcome({ "reason.a": "damaged", "sub_reason.a": "wet" }), "allow");
  assert.equal(outcome({ "reason.a": "regret", "resolution.a": "store_credit" }), "refuse");
  assert.equal(outcome({ "reason.a": "regret", "resolution.a": "refund" }), "allow");
  const conditions = [{ code: "worn" }, { code: "new" }];
  assert.equal(outcome({ "reason.a": "regret", "condition.a": "worn" }, { conditions }), "ask");
});

test("nothing is said before the choices that decide are made", () => {
  assert.equal(termOf(visit(), line({ terms: [term("allow")] })), undefined);
  assert.equal(termOf(visit({ "reason.a": "damaged" }), line({ terms: [term("allow")] })), undefined);
});

test("a reason asks for its closer word, its note and its photos", () => {
  assert.deepEqual(missingOf(visit({ "reason.a": "damaged" }), line()), [
    "sub_reason.a",
    "note.a",
    "photos.a",
  ]);
  assert.deepEqual(missingOf(visit({ "reason.a": "regret" }), line()), []);
  const withPhoto = visit(all);
  withPhoto.photos.a = [{} as never];
  assert.deepEqual(missingOf(withPhoto, line()), []);
});

test("an exchange asks for a variant, or for the name of something else", () => {
  const values = { "reason.a": "regret", "resolution.a": "exchange" };
  const variants = [{ sku: "L", title: "Large" }];
  assert.deepEqual(missingOf(visit(values), line({ variants })), ["exchange.a"]);
  assert.deepEqual(missingOf(visit({ ...values, "exchange.a": "L" }), line({ variants })), []);
  assert.deepEqual(missingOf(visit({ ...values, "exchange.a": "other" }), line({ variants })), [
    "exchange_title.a",
  ]);
  assert.deepEqual(missingOf(visit(values), line()), ["exchange_title.a"]);
});

test("a line offers the reasons of its class, a gift fewer ways to settle", () => {
  assert.deepEqual(
    reasonsOf(visit(), line({ reasons: ["regret"] })).map(({ code }) => code),
    ["regret"],
  );
  const gift = { resolutions: ["exchange", "store_credit"] } as Known;
  assert.deepEqual(
    resolutionsOf(visit(), gift).map(({ code }) => code),
    ["exchange", "store_credit"],
  );
});

test("a line that every choice refuses is shut from the start", () => {
  assert.equal(isOpen(line({ terms: [term("refuse", { reasons: ["regret"] }), term("refuse")] })), false);
  assert.equal(isOpen(line({ terms: [term("refuse", { reasons: ["regret"] }), term("allow")] })), true);
  assert.equal(isOpen(line()), true);
});
