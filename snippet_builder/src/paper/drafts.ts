import { begin, type History } from "./history";
import type { Design, Facts } from "./model";

/** One design being worked on: its steps, what the server last took, and what it last told. */
export interface Draft {
  history: History<Design>;
  saved: Design;
  told: Design;
  isOwn: boolean;
}

/** Begin to work on the design that stands at a place, such as `label.4x6`. */
export function beginDraft({ designs }: Facts, place: string): Draft | null {
  const kept = designs[place];
  if (!kept) return null;
  return { history: begin(kept.design), saved: kept.design, told: kept.design, isOwn: kept.own };
}

/** Say whether anything would be lost. */
export const isUnsaved = ({ history, saved }: Draft): boolean => !areSame(history.now, saved);

/** Compare two designs by what they say, not by how that is ordered. */
export const areSame = (one: unknown, other: unknown): boolean => write(one) === write(other);

/** Name a place: a kind of document on one size of paper. */
export const placeOf = ({ kind, size }: { kind: string; size: string }): string => `${kind}.${size}`;

/** Read the place in an address; where there is no such design, it is the shop's label. */
export function readPlace(hash: string, { designs, place }: Facts): string {
  const wanted = hash.replace(/^#/, "");
  return wanted in designs ? wanted : place;
}

const write = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
