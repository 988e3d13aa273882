import type { Common, Item } from "./kept/packed";
import type { Answer, DockEvent, Expected, Me, ScanAnswer, Shift } from "./model";

/** The server said no; `code` is one of the problems that it documents. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
  ) {
    super(`${status} ${code}`);
  }
}

/** Nobody answered, or nobody who could: to be tried again. */
export class Unreachable extends Error {}

export interface Delta {
  items: Item[];
  common: Common;
  gone: string[];
  /** Shops of which everything is told again: what is here is forgotten first. */
  anew: string[];
  /** All that this device serves now. */
  shops: string[];
  cursor: string;
  more: boolean;
  server_time: string;
}
export interface Found {
  shop: string;
  id: string;
  rma_shown: string;
  order_numbers: string[];
  titles: string[];
  status: string;
}
export interface Settled {
  answers: Answer[];
  server_time: string;
}

const WAIT_MS = 10_000;

async function ask<T>(method: string, path: string, body?: unknown, wait = WAIT_MS): Promise<T> {
  const isBytes = body instanceof ArrayBuffer;
  const headers: Record<string, string> = { "X-Sendback-Dock": "1" };
  if (body !== undefined && !isBytes) headers["Content-Type"] = "application/json";
  let answer: Response;
  try {
    answer = await fetch(`/dock/api/${path}`, {
      method,
      headers,
      body: isBytes ? body : body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(wait),
    });
  } catch {
    throw new Unreachable(path);
  }
  if (answer.status >= 500 || answer.status === 408) throw new Unreachable(`${path}: ${answer.status}`);
  if (answer.status === 204) return undefined as T;
  const said = await answer.json().catch(() => {
    if (answer.ok) throw new Unreachable(`${path}: no answer of ours`); // a hotel's sign-in page, half an answer
    return {};
  });
  if (!answer.ok) throw new Refused(answer.status, said.code ?? "", said.detail ?? said.title ?? "");
  return said as T;
}

export const join = (pairing: string, name: string) =>
  ask<{ device: Me["device"] }>("POST", "join", { pairing, name });
/** Read who this device is; nothing where this browser never joined. */
export const readMe = () => ask<Me | undefined>("GET", "me");
export const leave = () => ask<unknown>("POST", "leave");
export const beginShift = (worker: string, pin: string) =>
  ask<{ shift: Shift }>("POST", "shifts", { worker, pin });
export const endShift = () => ask<unknown>("POST", "shifts/end");
export const scan = (code: string, wait: number) => ask<ScanAnswer>("POST", "scan", { code }, wait);
export const search = (text: string) => ask<{ rows: Found[] }>("POST", "search", { text });
export const readReturn = (shop: string, id: string) => ask<Expected>("GET", `returns/${shop}/${id}`);
export const readDelta = (cursor: string) =>
  ask<Delta>("GET", `snapshot?cursor=${encodeURIComponent(cursor)}`, undefined, 60_000);
export const sendPhoto = (id: string, bytes: ArrayBuffer) =>
  ask<unknown>("POST", `photos?id=${id}`, bytes, 60_000);

/** Send deeds in their order; what is only ours stays here. */
export const sendEvents = (events: readonly DockEvent[], waiting: number) =>
  ask<Settled>(
    "POST",
    "events",
    {
      device_time: new Date().toISOString(),
      waiting,
      version: VERSION,
      events: events.map(({ id, number, v, shop, shift, kind, at, body }) => ({
        id,
        number,
        v,
        shop,
        shift,
        kind,
        at,
        body,
      })),
    },
    30_000,
  );
