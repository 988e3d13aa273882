import { h, labelled } from "../dom";
import { findPlace, findSuggestion, listDispositions } from "../judging";
import type { Disposition, Line, Outcome, Shop } from "../model";
import { say } from "../words";
import { choose } from "./choices";

export interface Decided {
  disposition: Disposition | null;
  place: string;
  reason: string;
  needsReason: boolean;
}

const REASONS = ["worn", "incomplete", "packaging", "defect", "better"] as const;

/** Show what the shop's rules suggest; another decision is one tap away and says why. */
export function drawDecision(
  shop: Shop,
  line: Line | null,
  outcome: Outcome,
  grade: string,
): { element: HTMLElement; read(): Decided } {
  const suggested =
    line && (grade || outcome !== "arrived") ? (findSuggestion(line, outcome, grade) ?? null) : null;
  let chosen: Disposition | null = suggested?.disposition ?? null;
  const reason = h<HTMLInputElement>("input", { maxlength: 200, autocomplete: "off" });
  const why = h(
    "div.stack",
    { hidden: true },
    reasons((text) => (reason.value = text)),
    labelled(say("line.why"), reason),
  );
  const place = h("p.next", { "aria-live": "polite" });
  const isOther = () => Boolean(suggested?.disposition && chosen !== suggested.disposition);
  const findNext = () =>
    suggested && chosen === suggested.disposition ? suggested.place : chosen ? findPlace(shop, chosen) : "";
  const tell = () => {
    why.hidden = !isOther();
    place.textContent = findNext() ? say("line.place", { place: findNext() }) : "";
  };
  const decide = (value: Disposition) => {
    chosen = value;
    tell();
  };
  const options = listDispositions(shop, outcome).map((value) => ({
    value,
    label: say(`disposition.${value}`),
    more: value === suggested?.disposition ? h("span.then", 0, say("line.suggested")) : null,
  }));
  const list = choose("disposition", say("line.decision"), options, chosen ?? "", decide);
  tell();
  return {
    element: h("div.stack", 0, list, place, why),
    read: () => ({
      disposition: chosen,
      place: findNext(),
      reason: isOther() ? nameReason(reason.value.trim()) : "",
      needsReason: isOther() && !reason.value.trim(),
    }),
  };
}

/** Name a usual reason by its code, so that whoever reads it has it in their own language. */
const nameReason = (text: string): string => REASONS.find((code) => say(`override.${code}`) === text) ?? text;

const reasons = (choice: (text: string) => void): HTMLElement =>
  choose(
    "why",
    say("line.why_usual"),
    REASONS.map((value) => ({ value, label: say(`override.${value}`) })),
    "",
    (value) => choice(say(`override.${value}`)),
  );
