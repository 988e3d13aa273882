/** One part of a refusal: which value, and what is wrong with it. */
export interface Flaw {
  field: string;
  detail?: string;
  code?: string;
}

/** The door said no, or could not be reached. Decide on `kind`, show `detail`. */
export class Refusal {
  constructor(
    readonly kind: string,
    readonly detail = "",
    readonly errors: Flaw[] = [],
    readonly again = false,
  ) {}
}

const TIMEOUT_MS = 12_000;
const RETRIES = 2;

/** Make an idempotency key. Not randomUUID: that is missing on plain-http intranet pages. */
export function makeKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

/** Ask the door, again where trouble may pass by itself. Raises Refusal and nothing else. */
export async function ask<T>(
  address: string,
  body?: unknown,
  key?: string | null,
  signal?: AbortSignal,
): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await askOnce<T>(address, body, key, signal);
    } catch (problem) {
      const refusal = refusalOf(problem);
      if (!refusal.again || tried >= RETRIES) throw refusal;
      await new Promise((done) => setTimeout(done, 300 * 2 ** tried * (0.5 + Math.random())));
    }
  }
}

async function askOnce<T>(
  address: string,
  body: unknown,
  key: string | null | undefined,
  signal: AbortSignal | undefined,
): Promise<T> {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch(address, {
    method: body ? "POST" : "GET",
    headers: {
      ...(body ? { "Content-Type": "application/json" } : {}),
      ...(key ? { "Idempotency-Key": key } : {}),
    },
    body: body ? JSON.stringify(body) : null,
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
  const text = (await answer.text()) || "{}";
  // A proxy in between answers in HTML: then the status alone counts.
  const said = /json/.test(answer.headers.get("content-type") ?? "json") ? JSON.parse(text) : {};
  if (answer.ok) return said;
  throw new Refusal(said.code ?? "server", said.code && said.detail, said.errors, answer.status >= 500);
}

function refusalOf(problem: unknown): Refusal {
  if (problem instanceof Refusal) return problem;
  const { name } = problem as Error;
  if (name === "AbortError") return new Refusal("aborted");
  if (name === "TimeoutError") return new Refusal("timeout");
  return navigator.onLine ? new Refusal("server", "", [], true) : new Refusal("offline");
}
