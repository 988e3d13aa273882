import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";
import { ask, makeKey } from "../src/client";
import type { Refusal } from "../src/refusal";

type Answer = Response | Error;
let answers: Answer[] = [];
let asked: RequestInit[] = [];
const keysAsked = () => asked.map((one) => new Headers(one.headers).get("Idempotency-Key"));

globalThis.fetch = async (_address, init) => {
  asked.push(init ?? {});
  const answer = answers.shift() ?? new Error("nothing scripted");
  if (answer instanceof Error) throw answer;
  return answer;
};

const json = (body: object, status = 200) => Response.json(body, { status });
const problem = (code: string, status: number) => json({ code, detail: `${code}!`, errors: [] }, status);
const refusal = (asking: Promise<unknown>) =>
  asking.then(
    () => assert.fail("not refused"),
    (no: Refusal) => no,
  );

beforeEach(() => {
  answers = [];
  asked = [];
  Object.defineProperty(globalThis, "navigator", { value: { onLine: true }, configurable: true });
});

test("an answer is read, and a post carries its key and no cookie", async () => {
  answers = [json({ a: 1 })];
  assert.deepEqual(await ask("x", { body: { b: 2 }, key: "k1" }), { a: 1 });
  assert.equal(asked[0]?.method, "POST");
  assert.equal(asked[0]?.credentials, "omit");
  assert.deepEqual(keysAsked(), ["k1"]);
});

test("server and network trouble is tried twice more under the same key", async () => {
  answers = [problem("busy", 503), new TypeError("network"), json({ ok: true }, 201)];
  assert.deepEqual(await ask("x", { body: {}, key: "k1" }), { ok: true });
  assert.deepEqual(keysAsked(), ["k1", "k1", "k1"]);
});

test("a third failure is the refusal", async () => {
  answers = [problem("busy", 503), problem("busy", 503), problem("busy", 503)];
  assert.equal((await refusal(ask("x", {}))).kind, "busy");
  assert.equal(asked.length, 3);
});

test("a no is a no: nothing below 500 is asked again", async () => {
  answers = [problem("not-verified", 401)];
  const no = await refusal(ask("x", {}));
  assert.equal(no.kind, "not-verified");
  assert.equal(no.detail, "not-verified!");
  assert.equal(asked.length, 1);
});

test("a proxy's page instead of JSON is the server's trouble, not a crash", async () => {
  const page = () => new Response("<html>", { status: 502, headers: { "content-type": "text/html" } });
  answers = [page(), page(), page()];
  const no = await refusal(ask("x"));
  assert.equal(no.kind, "server");
  assert.equal(no.detail, "");
});

test("offline is known at once", async () => {
  Object.defineProperty(globalThis, "navigator", { value: { onLine: false }, configurable: true });
  answers = [new TypeError("network")];
  assert.equal((await refusal(ask("x"))).kind, "offline");
  assert.equal(asked.length, 1);
});

test("what was stopped and what took too long are told apart", async () => {
  answers = [new DOMException("", "AbortError")];
  assert.equal((await refusal(ask("x"))).kind, "aborted");
  answers = [new DOMException("", "TimeoutError")];
  assert.equal((await refusal(ask("x"))).kind, "timeout");
});

test("keys are long, and no two are the same", () => {
  const keys = new Set(Array.from({ length: 1000 }, makeKey));
  assert.equal(keys.size, 1000);
  assert.ok([...keys].every((key) => key.length >= 16 && key.length <= 64));
});
