import type { Disposition, Expected, Line, Outcome, Shop, Suggestion } from "./model";
import { chooseBox, isSettled } from "./overlay";
import type { Sign } from "./signs";

/** What a scan says in one word, with its colour and its shape. */
export interface Judged {
  word:
    | "found"
    | "taken"
    | "already"
    | "declined"
    | "canceled"
    | "waiting"
    | "settled"
    | "several"
    | "unknown"
    | "incomplete"
    | "unused"
    | "offline";
  tone: "good" | "warn" | "stop" | "ask";
  sign: Sign;
}

const JUDGED: Record<Judged["word"], [Judged["tone"], Sign]> = {
  found: ["good", "found"],
  settled: ["good", "found"],
  taken: ["good", "found"],
  already: ["warn", "already"],
  waiting: ["warn", "already"],
  declined: ["stop", "stop"],
  canceled: ["stop", "stop"],
  several: ["ask", "many"],
  unknown: ["ask", "unknown"],
  offline: ["ask", "unknown"],
  unused: ["ask", "unknown"],
  incomplete: ["warn", "unsure"],
};

/** Say a word with its colour and shape. */
export const judge = (word: Judged["word"]): Judged => ({
  word,
  tone: JUDGED[word][0],
  sign: JUDGED[word][1],
});

/** Say what a return is to somebody who stands before its box; `isOurs` when they took it in just now. */
export function judgeReturn(expected: Expected, code: string, isOurs = false): Judged {
  if (expected.status === "declined") return judge("declined");
  if (expected.status === "canceled") return judge("canceled");
  const box = chooseBox(expected, code);
  if (box?.received) return judge(isSettled(expected) ? "settled" : isOurs ? "taken" : "already");
  return judge(expected.status === "requested" ? "waiting" : "found");
}

/** Find what the shop's rules suggest for an outcome and grade; offline as well, for it came with the return. */
export const findSuggestion = (line: Line, outcome: Outcome, grade: string): Suggestion | undefined =>
  line.suggestions[`${outcome}:${grade}`] ?? line.suggestions[`${outcome}:`];

/** List what may become of a thing: what is damaged is never restocked, what is missing becomes nothing. */
export const listDispositions = (shop: Shop, outcome: Outcome): Disposition[] =>
  outcome === "missing"
    ? []
    : shop.dispositions.filter((each) => !(outcome === "damaged" && each === "restock"));

/** Say where things of a disposition are put at this shop. */
export const findPlace = (shop: Shop, disposition: Disposition): string => shop.places[disposition] ?? "";
