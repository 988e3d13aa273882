import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { readPlace, writePlace } from "../src/address";
import type { Settings } from "../src/model";
import { type PutAnswer, Saver, type SaveState } from "../src/saving";

const draft = (number: number) => ({ time_zone: String(number) }) as Settings;

interface Desk {
  saver: Saver;
  states: SaveState["kind"][];
  sent: [Settings, number][];
  kept: unknown[];
  answers: (PutAnswer | Promise<PutAnswer>)[];
}

function openDesk(...answers: (PutAnswer | Promise<PutAnswer>)[]): Desk {
  const desk = { states: [], sent: [], kept: [], answers } as unknown as Desk;
  desk.saver = new Saver({
    version: 1,
    put: async (settings, basedOn) => {
      desk.sent.push([settings, basedOn]);
      return desk.answers.shift() ?? { kind: "offline" };
    },
    keep: (unsaved) => desk.kept.push(unsaved),
    show: ({ kind }) => desk.states.push(kind),
  });
  return desk;
}

const settle = () => new Promise((done) => setImmediate(done));

test("many quick changes are saved once, the newest", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const desk = openDesk({ kind: "saved", version: 2 });
  for (const number of [1, 2, 3]) desk.saver.queue(draft(number));
  t.mock.timers.tick(600);
  await settle();
  assert.deepEqual(desk.sent, [[draft(3), 1]]);
  assert.equal(desk.kept.at(-1), null);
  assert.ok(desk.saver.isSafe);
});

test("a change during a request is saved after it, on its version", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let answer: (said: PutAnswer) => void = () => {};
  const desk = openDesk(new Promise((done) => (answer = done)), { kind: "saved", version: 3 });
  desk.saver.queue(draft(1));
  t.mock.timers.tick(600);
  desk.saver.queue(draft(2));
  t.mock.timers.tick(600);
  answer({ kind: "saved", version: 2 });
  await settle();
  assert.ok(!desk.saver.isSafe);
  t.mock.timers.tick(600);
  await settle();
  assert.deepEqual(desk.sent, [
    [draft(1), 1],
    [draft(2), 2],
  ]);
  assert.ok(desk.saver.isSafe);
});

test("offline it keeps what is unsaved and tries again by itself", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const desk = openDesk({ kind: "offline" }, { kind: "saved", version: 2 });
  desk.saver.queue(draft(1));
  t.mock.timers.tick(600);
  await settle();
  assert.deepEqual(
    [desk.saver.state.kind, desk.kept.at(-1)],
    ["offline", { version: 1, settings: draft(1) }],
  );
  t.mock.timers.tick(5000);
  await settle();
  assert.ok(desk.saver.isSafe);
});

test("a conflict waits for a person, and either way out works", async () => {
  const desk = openDesk({ kind: "conflict" }, { kind: "saved", version: 8 });
  desk.saver.queue(draft(1));
  await desk.saver.flush();
  desk.saver.queue(draft(2));
  assert.equal(desk.saver.state.kind, "conflict");
  await desk.saver.keepMine(7);
  assert.deepEqual(desk.sent.at(-1), [draft(2), 7]);
  const other = openDesk({ kind: "conflict" });
  other.saver.queue(draft(1));
  await other.saver.flush();
  other.saver.giveUp();
  assert.ok(other.saver.isSafe && other.kept.at(-1) === null);
});

test("a refusal is told and the next change tries again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const fault = { field: "look.accent", code: "format", detail: "no" };
  const desk = openDesk({ kind: "refused", faults: [fault], detail: "no" }, { kind: "saved", version: 2 });
  desk.saver.queue(draft(1));
  t.mock.timers.tick(600);
  await settle();
  assert.deepEqual(desk.saver.state, { kind: "refused", faults: [fault], detail: "no" });
  desk.saver.queue(draft(2));
  t.mock.timers.tick(600);
  await settle();
  assert.ok(desk.saver.isSafe);
  mock.reset();
});

test("a place survives its address, and nonsense is the first step", () => {
  for (const place of [
    { step: "look", field: null },
    { step: "fields", field: "own_1" },
  ] as const) {
    assert.deepEqual(readPlace(writePlace(place)), place);
  }
  for (const hash of ["", "#", "#step=x", "#step=fields&field=<script>", "#%%%"]) {
    assert.deepEqual(readPlace(hash), { step: "fields", field: null }, hash);
  }
});
