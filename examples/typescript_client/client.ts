// The whole client: every operation by its name, typed by the document. Runs where there is fetch: Node, Deno, Bun.

import type { Operations, Problem } from "./sendback_api.ts";

type Asked<Name extends keyof Operations> = Omit<Operations[Name], "address" | "answer">;

/** A refusal; decide by `problem.code`. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Calls a Sendback; the API key stays on your server. */
export class Sendback {
  readonly #url: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.#url = url;
    this.#key = key;
  }

  /** Ask: `call("show_return", "GET /api/v1/returns/{rma}", { path: { rma } })`; the address is checked by its type. */
  async call<Name extends keyof Operations>(
    _name: Name,
    address: Operations[Name]["address"],
    asked: Asked<Name>,
  ): Promise<Operations[Name]["answer"]> {
    const { path, query, header, body } = asked as { [part: string]: Record<string, unknown> | undefined };
    const [method, pattern] = (address as string).split(" ") as [string, string];
    const filled = pattern.replaceAll(/{(\w+)}/g, (_, name: string) =>
      encodeURIComponent(String(path?.[name])),
    );
    const url = new URL(this.#url + filled);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value));
    const headers = {
      Authorization: `Bearer ${this.#key}`,
      "Content-Type": "application/json",
      ...header,
    } as HeadersInit;
    const answer = await fetch(url, { method, headers, body: body ? JSON.stringify(body) : null });
    if (!answer.ok) throw new Refused((await answer.json()) as Problem);
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    return (isJson ? await answer.json() : await answer.blob()) as Operations[Name]["answer"];
  }
}
