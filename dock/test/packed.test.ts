import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { type Common, type Item, keepItem, unpack } from "../src/kept/packed";
import type { Expected } from "../src/model";
import { packUlid } from "../src/ulid";

const vectors: { common: Common; returns: { item: Item; expected: Expected }[] } = JSON.parse(
  readFileSync("tests/vectors/packed_returns.json", "utf8"),
);

test("returns are read from the vectors as the server packs them", () => {
  for (const { item, expected } of vectors.returns) {
    const told = unpack(keepItem(item), vectors.common);
    assert.deepEqual({ ...told, codes: [...told.codes].sort() }, expected);
  }
});

test("a line whose common facts are not here is shown without reason and suggestions", () => {
  const [first] = vectors.returns;
  assert.ok(first);
  const [line] = unpack(keepItem(first.item), {}).lines;
  assert.equal(line?.reason_said, "");
  assert.deepEqual(line?.suggestions, {});
});

test("an id is packed into its sixteen bytes, in the same order", () => {
  const hex = (id: string) => [...packUlid(id)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  assert.equal(hex("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"), "f".repeat(32));
  assert.equal(hex("00000000000000000000000001"), "1".padStart(32, "0"));
  assert.equal(hex("01ARZ3NDEKTSV4RRFFQ69G5FAV"), "01563e3ab5d3d6764c61efb99302bd5b");
});
