import assert from "node:assert/strict";
import { test } from "node:test";
import { choosePass } from "../src/camera/passes";
import { Repeats } from "../src/camera/repeats";
import { nameTrouble } from "../src/camera/stream";

const bars = (text: string, format = "Code128") => ({ text, format });

test("pictures are looked at in turns that cover every angle, and seldom for rare symbols", () => {
  const passes = Array.from({ length: 16 }, (_, n) => choosePass(n));
  const reach = new Set(passes.flatMap(({ turn }) => [turn, turn + 90]));
  for (let angle = 0; angle < 180; angle++) {
    const off = (turn: number) => Math.min(Math.abs(angle - turn), 180 - Math.abs(angle - turn));
    assert.ok(Math.min(...[...reach].map(off)) <= 15, `${angle} degrees`);
  }
  const wide = passes.filter(({ isWide }) => isWide);
  assert.equal(wide.length, 2);
  assert.ok(wide.every(({ turn }) => turn === 0));
});

test("a code that stays in the picture is told once, and again after it was away", () => {
  const repeats = new Repeats();
  assert.equal(repeats.sift([bars("A")], 0).length, 1);
  for (let now = 100; now < 5000; now += 100) assert.deepEqual(repeats.sift([bars("A")], now), []);
  assert.deepEqual(repeats.sift([], 5500), []);
  assert.equal(repeats.sift([bars("A")], 6600).length, 1);
});

test("QR symbol and bars of one label are one, the symbol that names its shop first", () => {
  const symbol = bars("HTTPS://RETURNS.EXAMPLE/Q/NORDLYS/R100000016B2", "QRCode");
  const repeats = new Repeats();
  assert.deepEqual(repeats.sift([bars("R100000016B2"), symbol], 0), [symbol]);
  assert.deepEqual(repeats.sift([bars("R100000016B2")], 500), []);
  assert.deepEqual(repeats.sift([bars("R100000016"), symbol], 1000), [bars("R100000016")], "another box");
});

test("two codes beside each other are both told", () => {
  assert.equal(new Repeats().sift([bars("A"), bars("B", "QRCode")], 0).length, 2);
});

test("a symbol without a check of its own counts when it was seen twice", () => {
  const repeats = new Repeats();
  assert.deepEqual(repeats.sift([bars("12345678", "ITF")], 0), []);
  assert.deepEqual(repeats.sift([bars("123456", "ITF")], 100), []);
  assert.equal(repeats.sift([bars("12345678", "ITF")], 200).length, 1);
  assert.deepEqual(repeats.sift([bars("", "Code128")], 300), []);
});

test("why a camera did not open is told by what a person can do", () => {
  const named = (name: string) => nameTrouble(new DOMException("", name));
  assert.equal(named("NotAllowedError"), "refused");
  assert.equal(named("NotReadableError"), "busy");
  assert.equal(named("NotFoundError"), "none");
  assert.equal(nameTrouble("anything"), "none");
});
