import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, isColour, LEAST_CONTRAST, measurePairs, mendContrast } from "../src/contrast";
import table from "./contrast.json";

test("the sums are the server's: every row of the shared table holds", () => {
  for (const { front, back, ratio, mended } of table) {
    assert.ok(Math.abs(contrast(front, back) - ratio) < 1e-9, `${front} on ${back}`);
    assert.equal(mendContrast(front, back), mended, `${front} on ${back}`);
  }
});

test("a mended colour can always be read, and a readable one stays", () => {
  for (let number = 0; number < 0xffffff; number += 65_521) {
    const back = `#${number.toString(16).padStart(6, "0")}`;
    const front = `#${(0xffffff - number).toString(16).padStart(6, "0")}`;
    const mended = mendContrast(front, back);
    assert.ok(isColour(mended) && contrast(mended, back) >= LEAST_CONTRAST, `${front} on ${back}`);
    assert.equal(mendContrast(mended, back), mended);
  }
});

test("both pairs that are read are measured", () => {
  const look = { accent: "#000000", on_accent: "#ffffff", background: "#ffffff", text: "#ffffff" };
  const pairs = measurePairs({ ...look, radius_px: 0, font: "system", scheme: "auto", logo: null });
  assert.deepEqual(
    pairs.map(({ name, ratio }) => [name, Math.round(ratio)]),
    [
      ["on_accent", 21],
      ["text", 1],
    ],
  );
});
