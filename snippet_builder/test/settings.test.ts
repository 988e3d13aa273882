import assert from "node:assert/strict";
import { test } from "node:test";
import {
  changeEntry,
  freeName,
  moveEntry,
  newReason,
  ownField,
  removeField,
  setProof,
  standardField,
  withLabel,
} from "../src/fields";
import type { Settings } from "../src/model";
import { EU, PRESETS } from "../src/presets";
import { originOf } from "../src/steps/origins";
import { fitsPattern } from "../src/steps/pattern";
import { linesOf } from "../src/steps/policy";
import { findTexts } from "../src/steps/texts";

const settings = {
  fields: ["order_number", "email", "postcode", "name"].map((kind) => standardField(kind)),
  proof: { fields: ["postcode", "email"] },
  reasons: [{ code: "reason_1", label: { en: "Too small" } }],
  countries: [],
  policy: {
    window_days: 14,
    window_from: "ordered",
    grace_days: 0,
    approval: "none",
    non_returnable_skus: [],
  },
} as unknown as Settings;
const idsOf = ({ fields }: Settings) => fields.map(({ id }) => id);

test("an entry moves by places and stops at the ends", () => {
  assert.deepEqual(moveEntry([1, 2, 3], 0, 1), [2, 1, 3]);
  assert.deepEqual(moveEntry([1, 2, 3], 0, -1), [1, 2, 3]);
  assert.deepEqual(moveEntry([1, 2, 3], 2, 9), [1, 2, 3]);
  assert.deepEqual(
    changeEntry([1, 2], 1, (entry) => entry * 5),
    [1, 10],
  );
});

test("the order number and the last proof stay", () => {
  assert.equal(removeField(settings, "order_number"), settings);
  const once = removeField(settings, "email");
  assert.deepEqual([idsOf(once), once.proof.fields], [["order_number", "postcode", "name"], ["postcode"]]);
  assert.equal(removeField(once, "postcode"), once);
  assert.equal(setProof(once, "postcode", false), once);
});

test("what proves the order is asked for", () => {
  const proved = setProof(settings, "phone", true);
  assert.ok(idsOf(proved).includes("phone"));
  assert.deepEqual(proved.proof.fields, ["postcode", "email", "phone"]);
  assert.deepEqual(idsOf(setProof(settings, "email", false)), idsOf(settings));
});

test("own fields and reasons get names nobody has", () => {
  assert.equal(freeName("own_", ["own_1", "own_2"]), "own_3");
  assert.equal(ownField(settings, "select", "fi").options.length, 1);
  assert.equal(newReason(settings, "en").code, "reason_2");
});

test("an emptied label falls back to the standard words", () => {
  assert.deepEqual(withLabel({ en: "a", fi: "b" }, "fi", "  "), { en: "a" });
  assert.deepEqual(withLabel({ en: "a" }, "fi", "b"), { en: "a", fi: "b" });
});

test("each preset holds together and keeps the shop's own fields", () => {
  const mine = { ...settings, fields: [...settings.fields, ownField(settings, "text", "en")] };
  for (const preset of PRESETS) {
    const set = preset.apply(mine);
    assert.ok(idsOf(set).includes("own_1"), preset.name);
    assert.equal(idsOf(set)[0], "order_number");
    assert.ok(
      set.proof.fields.length && set.proof.fields.every((name) => idsOf(set).includes(name)),
      preset.name,
    );
    assert.deepEqual(preset.apply(set), set, `${preset.name} twice is the same`);
  }
  assert.equal(EU.length, 27);
});

test("an answer fits the whole pattern or not at all", () => {
  assert.equal(fitsPattern("\\d{5}", "33100"), true);
  assert.equal(fitsPattern("\\d{5}|x", "331000"), false);
  assert.equal(fitsPattern("(", "x"), null);
});

test("an address is cut down to its origin", () => {
  assert.equal(originOf("https://Shop.Example/a?b#c"), "https://shop.example");
  assert.equal(originOf("shop.example"), "https://shop.example");
  assert.equal(originOf("https://*.shop.example/"), "https://*.shop.example");
  assert.equal(originOf("http://localhost:3000/x"), "http://localhost:3000");
  for (const bad of ["http://shop.example", "javascript:alert(1)", "shop", "https://", "", "https://*"]) {
    assert.equal(originOf(bad), null, bad);
  }
});

test("typed lines come without blanks and repeats", () => {
  assert.deepEqual(linesOf(" GIFT* \n\nA-1\nGIFT*\n"), ["GIFT*", "A-1"]);
});

test("sentences are found by what they say, say now, or are called", () => {
  const texts: [string, string][] = [
    ["widget.title", "Return an item"],
    ["mail.subject", "Your label"],
  ];
  const own = { "mail.subject": "Hello" };
  assert.deepEqual(
    findTexts(texts, own, "RETURN").map(([key]) => key),
    ["widget.title"],
  );
  assert.deepEqual(
    findTexts(texts, own, "hello").map(([key]) => key),
    ["mail.subject"],
  );
  assert.equal(findTexts(texts, own, "")[0]?.[0], "mail.subject");
});
