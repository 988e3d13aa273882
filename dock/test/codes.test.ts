import assert from "node:assert/strict";
import test from "node:test";
import vectors from "../../tests/vectors/scan_codes.json" with { type: "json" };
import { readCode } from "../src/codes";

const shorten = ({ kind, text, shop, box }: ReturnType<typeof readCode>["candidates"][number]) =>
  box ? [kind, text, shop, box] : shop ? [kind, text, shop] : [kind, text];

for (const { code, from, sort, candidates } of vectors) {
  test(`${from}: ${JSON.stringify(code)}`, () => {
    const reading = readCode(code);
    assert.deepEqual(
      { sort: reading.sort, candidates: reading.candidates.map(shorten) },
      { sort, candidates },
    );
  });
}
