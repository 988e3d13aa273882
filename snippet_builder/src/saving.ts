import type { Fault, Settings } from "./model";

export type SaveState =
  | { kind: "saved" | "waiting" | "saving" | "offline" | "signed-out" | "conflict" }
  | { kind: "refused"; faults: Fault[]; detail: string };

export type PutAnswer =
  | { kind: "saved"; version: number }
  | { kind: "offline" | "signed-out" | "conflict" }
  | { kind: "refused"; faults: Fault[]; detail: string };

export interface SaverParts {
  version: number;
  put(settings: Settings, basedOn: number): Promise<PutAnswer>;
  /** Keep what is not saved yet where a closed tab does not lose it; null when there is nothing to keep. */
  keep(unsaved: { version: number; settings: Settings } | null): void;
  show(state: SaveState): void;
}

const DELAY_MS = 600;
const RETRY_MS = 5000;

/** Save the newest settings a moment after the last change, one request at a time. */
export class Saver {
  state: SaveState = { kind: "saved" };
  #latest: Settings | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #version: number;

  constructor(private readonly parts: SaverParts) {
    this.#version = parts.version;
  }

  get isSafe(): boolean {
    return this.state.kind === "saved";
  }

  /** Take in a change. */
  queue(settings: Settings): void {
    this.#latest = settings;
    this.parts.keep({ version: this.#version, settings });
    if (this.state.kind === "conflict") return;
    if (this.state.kind !== "saving") this.#show({ kind: "waiting" });
    this.#schedule(DELAY_MS);
  }

  /** Save at once what waits: the merchant asks, or the network is back. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const sent = this.#latest;
    if (!sent || this.state.kind === "saving") return;
    this.#show({ kind: "saving" });
    const answer = await this.parts.put(sent, this.#version);
    if (answer.kind === "saved") return this.#settle(sent, answer.version);
    if (this.#latest !== sent && answer.kind === "refused") {
      this.#show({ kind: "waiting" });
      return this.#schedule(DELAY_MS);
    }
    this.#show(answer);
    if (answer.kind === "offline") this.#schedule(RETRY_MS);
  }

  /** After a conflict: what is on this screen replaces what somebody else saved. */
  keepMine(theirVersion: number): Promise<void> {
    this.#version = theirVersion;
    this.#show({ kind: "waiting" });
    return this.flush();
  }

  /** After a conflict: what is on this screen is given up. */
  giveUp(): void {
    clearTimeout(this.#timer);
    this.#latest = null;
    this.parts.keep(null);
    this.#show({ kind: "saved" });
  }

  #settle(sent: Settings, version: number): void {
    this.#version = version;
    if (this.#latest === sent) {
      this.#latest = null;
      this.parts.keep(null);
      this.#show({ kind: "saved" });
      return;
    }
    this.parts.keep({ version, settings: this.#latest as Settings });
    this.#show({ kind: "waiting" });
    this.#schedule(DELAY_MS);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), delay);
  }

  #show(state: SaveState): void {
    this.state = state;
    this.parts.show(state);
  }
}
