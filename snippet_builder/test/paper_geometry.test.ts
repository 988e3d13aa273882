import assert from "node:assert/strict";
import { test } from "node:test";
import { type Box, HANDLES, LEAST, move, resize } from "../src/paper/geometry";
import { listLines, snapMove, snapResize } from "../src/paper/snapping";

const SHEET = { width: 105, height: 148 };
const BOX: Box = { x: 20, y: 30, width: 40, height: 10 };

test("a box is moved as far as the sheet goes", () => {
  assert.deepEqual(move(BOX, 5.123, -2, SHEET), { ...BOX, x: 25.12, y: 28 });
  assert.deepEqual(move(BOX, -99, 999, SHEET), { ...BOX, x: 0, y: 138 });
  assert.deepEqual(move({ ...BOX, width: 400 }, 10, 0, SHEET), { ...BOX, width: 400, x: 0 });
});

test("each handle pulls its own sides, and the opposite ones stay", () => {
  const pulled = Object.fromEntries(HANDLES.map((handle) => [handle, resize(BOX, handle, 3, 2, SHEET)]));
  assert.deepEqual(pulled.nw, { x: 23, y: 32, width: 37, height: 8 });
  assert.deepEqual(pulled.n, { x: 20, y: 32, width: 40, height: 8 });
  assert.deepEqual(pulled.ne, { x: 20, y: 32, width: 43, height: 8 });
  assert.deepEqual(pulled.e, { x: 20, y: 30, width: 43, height: 10 });
  assert.deepEqual(pulled.se, { x: 20, y: 30, width: 43, height: 12 });
  assert.deepEqual(pulled.s, { x: 20, y: 30, width: 40, height: 12 });
  assert.deepEqual(pulled.sw, { x: 23, y: 30, width: 37, height: 12 });
  assert.deepEqual(pulled.w, { x: 23, y: 30, width: 37, height: 10 });
});

test("no side gets too thin to be caught, turns over, or leaves the sheet", () => {
  assert.deepEqual(resize(BOX, "e", -99, 0, SHEET), { ...BOX, width: LEAST });
  assert.deepEqual(resize(BOX, "w", 99, 0, SHEET), { ...BOX, x: 59, width: LEAST });
  assert.deepEqual(resize(BOX, "nw", -99, -99, SHEET), { x: 0, y: 0, width: 60, height: 40 });
  assert.deepEqual(resize(BOX, "se", 999, 999, SHEET), { ...BOX, width: 85, height: 118 });
});

test("a rule that is thinner than the least stays as thin as it is", () => {
  const rule = { x: 5, y: 50, width: 60, height: 0.3 };
  assert.deepEqual(resize(rule, "e", 10, 0, SHEET), { ...rule, width: 70 });
  assert.deepEqual(resize(rule, "s", 0, -1, SHEET), rule);
});

test("a moved box stands on the nearest edge, centre, margin or page, and says on which", () => {
  const lines = listLines([{ x: 10, y: 60, width: 30, height: 20 }], SHEET, 5);
  const near = snapMove({ ...BOX, x: 9.4, y: 70.3 }, lines, 1);
  assert.deepEqual([near.box.x, near.box.y], [10, 70]);
  assert.deepEqual([near.guides.x, near.guides.y], [[10], [70, 80]]);
  const centred = snapMove({ ...BOX, x: 32.1, y: 100 }, lines, 1);
  assert.equal(centred.box.x, 32.5);
  assert.deepEqual(centred.guides.x, [52.5]);
  assert.equal(snapMove({ ...BOX, x: 59.6 }, lines, 1).box.x + BOX.width, 100);
});

test("away from every line a box stands on whole millimetres", () => {
  const { box, guides } = snapMove({ ...BOX, x: 21.37, y: 33.6 }, { x: [], y: [] }, 1);
  assert.deepEqual([box.x, box.y], [21, 34]);
  assert.deepEqual(guides, { x: [], y: [] });
});

test("a pulled side stands on a line, and the other side does not move", () => {
  const lines = { x: [61], y: [27] };
  const wide = snapResize({ ...BOX, width: 40.6 }, "e", lines, 1);
  assert.deepEqual(wide.box, { ...BOX, width: 41 });
  assert.deepEqual(wide.guides, { x: [61], y: [] });
  const high = snapResize({ ...BOX, y: 27.4, height: 12.6 }, "n", lines, 1);
  assert.deepEqual(high.box, { ...BOX, y: 27, height: 13 });
  assert.deepEqual(high.guides.y, [27]);
});
