import type { Fault, Settings } from "./model";
import type { PutAnswer } from "./saving";

/** The server said no: why, in a sentence, and part by part. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly faults: Fault[] = [],
  ) {
    super(code);
  }
}

/** Ask our own server and return its JSON; Refusal with status 0 when it cannot be reached. */
export async function ask<T>(address: string, request: RequestInit = {}): Promise<T> {
  let answer: Response;
  try {
    const headers = {
      Accept: "application/json",
      ...(request.headers as Record<string, string>),
      ...ofShop(),
    };
    answer = await fetch(address, { ...request, headers });
  } catch {
    throw new Refusal(0, "offline", "Sendback cannot be reached. Nothing is lost; try again.");
  }
  const said = await answer.json().catch(() => null);
  if (answer.ok && said) return said as T;
  const detail = said?.detail ?? "Something went wrong. Nothing is lost; try again.";
  throw new Refusal(answer.status, said?.code ?? "internal", detail, said?.errors ?? []);
}

/** Say for which shop this page was drawn: in another tab its owner may have gone to another. */
function ofShop(): Record<string, string> {
  const shop = document.documentElement.dataset.shop;
  return shop ? { "Sendback-Shop": shop } : {};
}

/** Send JSON and return the answer's. */
export function send<T>(
  address: string,
  body: unknown,
  method = "POST",
  headers: Record<string, string> = {},
): Promise<T> {
  return ask<T>(address, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** Replace the saved settings, if nobody else did since `basedOn`. */
export async function putSettings(settings: Settings, basedOn: number): Promise<PutAnswer> {
  try {
    const headers = { "If-Match": `"${basedOn}"` };
    const { version } = await send<{ version: number }>("/builder/settings", settings, "PUT", headers);
    return { kind: "saved", version };
  } catch (problem) {
    const { status, detail, faults } = problem as Refusal;
    if (status === 409) return { kind: "conflict" };
    if (status === 401) return { kind: "signed-out" };
    if (status >= 400 && status < 500) return { kind: "refused", detail, faults };
    return { kind: "offline" };
  }
}
