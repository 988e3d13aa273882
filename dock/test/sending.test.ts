import assert from "node:assert/strict";
import test from "node:test";
import { Refused, Unreachable } from "../src/api";
import { settle } from "../src/kept/settling";
import type { Answer, DockEvent, Photo } from "../src/model";
import { type Sending, sendAll, waitAfter } from "../src/sending/sender";

const makeEvent = (number: number, changes: Partial<DockEvent> = {}): DockEvent => ({
  id: `E${number}`,
  number,
  v: 1,
  shop: "nordlys",
  shift: "S",
  kind: "receive",
  at: "2026-11-27T10:00:00Z",
  body: {},
  return_id: "",
  shown: "",
  state: "queued",
  code: "",
  sentence: "",
  by: "",
  by_at: "",
  isSeen: false,
  ...changes,
});

/** A queue and a server in memory; `hear` is what the server does with a call. */
function stage(events: DockEvent[], hear: (sent: DockEvent[]) => Answer[], photos: Photo[] = []) {
  const calls: string[][] = [];
  let kept = events;
  const sending: Sending = {
    listPhotos: async () => photos.filter(({ state }) => state === "queued"),
    sendPhoto: async ({ id }) => calls.push([id]),
    settlePhoto: async (photo, state) => {
      photo.state = state;
    },
    listWaiting: async () => kept.filter(({ state }) => state === "queued"),
    async setAside(events) {
      const aside = new Set(events.map(({ number }) => number));
      kept = kept.map((event) => (aside.has(event.number) ? { ...event, state: "refused" } : event));
    },
    async sendEvents(sent) {
      calls.push(sent.map(({ id }) => id));
      return { answers: hear(sent), server_time: "" };
    },
    async keepAnswers(answers) {
      const after = new Map(settle(kept, answers).map((event) => [event.id, event]));
      kept = kept.map((event) => after.get(event.id) ?? event);
    },
  };
  return { sending, calls, states: () => kept.map(({ state }) => state) };
}

const applyAll = (sent: DockEvent[]): Answer[] => sent.map(({ id }) => ({ id, state: "applied" }));

test("everything is sent in its order, fifty a call, photos first", async () => {
  const photo: Photo = { id: "P", bytes: new ArrayBuffer(1), type: "image/jpeg", at: "", state: "queued" };
  const events = Array.from({ length: 120 }, (_, n) => makeEvent(n + 1));
  const { sending, calls, states } = stage(events, applyAll, [photo]);
  assert.equal(await sendAll(sending), "done");
  assert.deepEqual(
    calls.map(({ length }) => length),
    [1, 50, 50, 20],
  );
  assert.deepEqual(
    calls.slice(1).flat(),
    events.map(({ id }) => id),
  );
  assert.equal(photo.state, "sent");
  assert.ok(states().every((state) => state === "applied"));
});

test("an answer that was lost is asked for again, and again means applied", async () => {
  let lost = true;
  const { sending, states } = stage([makeEvent(1)], (sent) => {
    if (lost) {
      lost = false;
      throw new Unreachable("events");
    }
    return sent.map(({ id }) => ({ id, state: "again" }));
  });
  await assert.rejects(sendAll(sending), Unreachable);
  assert.deepEqual(states(), ["queued"]);
  await sendAll(sending);
  assert.deepEqual(states(), ["applied"]);
});

test("one that the server cannot read holds up none of the others", async () => {
  const events = Array.from({ length: 9 }, (_, n) => makeEvent(n + 1));
  const { sending, states } = stage(events, (sent) => {
    if (sent.some(({ id }) => id === "E5")) throw new Refused(422, "invalid-fields", "Not an event.");
    return applyAll(sent);
  });
  assert.equal(await sendAll(sending), "done");
  assert.deepEqual(
    states(),
    events.map(({ id }) => (id === "E5" ? "refused" : "applied")),
  );
});

test("what the moment did not let through stays, and so does all behind it", async () => {
  const events = [1, 2, 3].map((number) => makeEvent(number));
  const { sending, states } = stage(events, (sent) =>
    sent[0]?.id === "E1" ? applyAll(sent.slice(0, 1)) : [],
  );
  assert.equal(await sendAll(sending), "stuck");
  assert.deepEqual(states(), ["applied", "queued", "queued"]);
});

test("a device that nobody knows keeps what it has, a busy server is asked later", async () => {
  for (const [status, code, ended] of [
    [401, "sign-in-needed", "signed out"],
    [403, "device-revoked", "revoked"],
  ] as const) {
    const { sending, states } = stage([makeEvent(1)], () => {
      throw new Refused(status, code, "");
    });
    assert.equal(await sendAll(sending), ended);
    assert.deepEqual(states(), ["queued"]);
  }
  const { sending } = stage([makeEvent(1)], () => {
    throw new Refused(429, "rate-limited", "");
  });
  await assert.rejects(sendAll(sending), Refused);
});

test("what the disk spoilt is put aside, and what an older app queued is sent as it was written", async () => {
  const events = [
    makeEvent(1, { id: undefined as unknown as string }),
    makeEvent(2, { body: { weight_g: 1n } }),
    makeEvent(3, { body: null as unknown as DockEvent["body"] }),
    { number: 4, id: "E4", kind: "receive", body: {}, state: "queued", v: 0 } as DockEvent,
    makeEvent(5),
  ];
  const { sending, calls, states } = stage(events, (sent) =>
    sent.map(({ id, v }) => ({ id, state: v ? "applied" : "held", code: v ? null : "other-version" })),
  );
  assert.equal(await sendAll(sending), "done");
  assert.deepEqual(states(), ["refused", "refused", "refused", "held", "applied"]);
  assert.deepEqual(calls, [["E4", "E5"]]);
});

test("a photo that is refused holds up no deed, nor does one that waits its turn lose its place", async () => {
  const photos = ["P", "Q"].map(
    (id): Photo => ({ id, bytes: new ArrayBuffer(1), type: "image/jpeg", at: "", state: "queued" }),
  );
  const { sending, states } = stage([makeEvent(1)], applyAll, photos);
  sending.sendPhoto = async ({ id }) => {
    if (id === "P") throw new Refused(422, "photo-refused", "");
  };
  assert.equal(await sendAll(sending), "done");
  assert.deepEqual([...photos.map(({ state }) => state), ...states()], ["refused", "sent", "applied"]);
});

test("a refusal is news until it was read; taking back what was refused is none", () => {
  const deed = makeEvent(1);
  const undo = makeEvent(2, { kind: "undo", body: { subject: "E1" } });
  const after = settle(
    [deed, undo],
    [
      {
        id: "E1",
        state: "refused",
        code: "already-received",
        sentence: "Too late.",
        by: "Ana",
        at: "2026-11-27T09:00:00Z",
      },
      { id: "E2", state: "refused", sentence: "There is nothing to take back." },
    ],
  );
  assert.deepEqual(
    after.map(({ state, isSeen, by }) => [state, isSeen, by]),
    [
      ["refused", false, "Ana"],
      ["refused", true, ""],
    ],
  );
  assert.deepEqual(settle(after, [{ id: "E1", state: "applied" }]), []);
});

test("failures are waited out longer and longer, for two minutes and a half at most", () => {
  const waits = [1, 2, 3, 20].map((failures) => waitAfter(failures, 0.5));
  assert.deepEqual(waits, [2000, 4000, 8000, 120_000]);
  assert.ok(waitAfter(99, 1) <= 150_000);
});
