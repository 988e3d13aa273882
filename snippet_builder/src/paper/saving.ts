import type { Refusal } from "../client";
import { dropDesign, getFacts, putDesign, type Stored } from "./client";
import { areSame, type Draft, placeOf } from "./drafts";
import type { Facts } from "./model";

export type SaveState =
  | { kind: "saved" | "unsaved" | "saving" | "offline" | "signed-out" | "conflict" }
  | { kind: "refused"; detail: string };

export type Outcome = { kind: "stored"; stored: Stored; facts?: Facts } | SaveState;

/** Save a draft; where somebody saved other things meanwhile, and not this design, it is saved on top of theirs. */
export async function keepDraft(draft: Draft, version: number): Promise<Outcome> {
  return attempt(draft, version, (basedOn) => putDesign(draft.history.now, basedOn));
}

/** Go back to the built-in design, with the same care. */
export async function giveUpDraft(draft: Draft, version: number): Promise<Outcome> {
  return attempt(draft, version, (basedOn) => dropDesign(draft.history.now, basedOn));
}

async function attempt(
  draft: Draft,
  version: number,
  store: (basedOn: number) => Promise<Stored>,
): Promise<Outcome> {
  try {
    return { kind: "stored", stored: await store(version) };
  } catch (problem) {
    if ((problem as Refusal).status !== 409) return tell(problem as Refusal);
  }
  try {
    const facts = await getFacts();
    const theirs = facts.designs[placeOf(draft.saved)]?.design;
    if (!areSame(theirs, draft.told)) return { kind: "conflict" };
    return { kind: "stored", stored: await store(facts.version), facts };
  } catch (problem) {
    return tell(problem as Refusal);
  }
}

function tell({ status, detail }: Refusal): SaveState {
  if (status === 409) return { kind: "conflict" };
  if (status === 401) return { kind: "signed-out" };
  return status >= 400 && status < 500 ? { kind: "refused", detail } : { kind: "offline" };
}
