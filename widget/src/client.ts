import { isRefusal, type Refusal, refuse } from "./refusal";

const TIMEOUT_MS = 12_000;
const PICTURE_TIMEOUT_MS = 60_000;
const RETRIES = 2;

/** What goes with a question besides its address. */
export interface Sending {
  /** An object is sent as JSON, a picture as it is. */
  body?: object | Blob;
  key?: string | null | undefined;
  session?: string | null | undefined;
  signal?: AbortSignal;
}

/** Make an idempotency key. Not randomUUID: that is missing on plain-http intranet pages. */
export function makeKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

/** Ask the door, again where trouble may pass by itself. Raises Refusal and nothing else. */
export async function ask<T>(address: string, sending: Sending = {}): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await askOnce<T>(address, sending);
    } catch (problem) {
      const refusal = refusalOf(problem);
      if (!refusal.again || tried >= RETRIES) throw refusal;
      await new Promise((done) => setTimeout(done, 300 * 2 ** tried * (0.5 + Math.random())));
    }
  }
}

async function askOnce<T>(address: string, { body, key, session, signal }: Sending): Promise<T> {
  const isPicture = body instanceof Blob;
  const limit = AbortSignal.timeout(isPicture ? PICTURE_TIMEOUT_MS : TIMEOUT_MS);
  const answer = await fetch(address, {
    method: body ? "POST" : "GET",
    headers: {
      ...(body ? { "Content-Type": isPicture ? body.type : "application/json" } : {}),
      ...(key ? { "Idempotency-Key": key } : {}),
      ...(session ? { "Sendback-Session": session } : {}),
    },
    body: isPicture ? body : body ? JSON.stringify(body) : null,
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
  const text = (await answer.text()) || "{}";
  // A proxy in between answers in HTML: then the status alone counts.
  const said = /json/.test(answer.headers.get("content-type") ?? "json") ? JSON.parse(text) : {};
  if (answer.ok) return said;
  throw refuse(said.code ?? "server", said.code && said.detail, said.errors, answer.status >= 500);
}

/** Put anything that went wrong on the way into a refusal's words. */
export function refusalOf(problem: unknown): Refusal {
  if (isRefusal(problem)) return problem;
  const { name } = problem as Error;
  if (name === "AbortError") return refuse("aborted");
  if (name === "TimeoutError") return refuse("timeout");
  return navigator.onLine ? refuse("server", "", [], true) : refuse("offline");
}
