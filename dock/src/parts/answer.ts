import type { DockEvent } from "../model";
import { say, sayTime } from "../words";

const HELD = ["device-revoked", "not-served", "other-version", "shift-unknown"];

/** Say in the worker's language why the server did not take something in; what we have no words for, in the server's. */
export function sayAnswer({ state, code, sentence, by, by_at }: DockEvent): string {
  if (code === "already-received" && by && by_at)
    return say("already_by", { name: by, time: sayTime(by_at) });
  if (state === "held" && HELD.includes(code)) return say(`held.${code}`);
  return sentence || say(`why_state.${state}`);
}
