import { h, labelled } from "../dom";
import type { Line } from "../model";
import { say } from "../words";

/** What is seldom said about a thing: its name when nobody announced it, what it still brings, a note. */
export function drawMore(line: Line | null, currency: string) {
  const title = h<HTMLInputElement>("input", { maxlength: 200, autocomplete: "off" });
  const note = h<HTMLTextAreaElement>("textarea", { rows: 2, maxlength: 500 });
  const worth = h<HTMLInputElement>("input", { inputmode: "decimal", autocomplete: "off", dir: "ltr" });
  const element = h(
    "details",
    0,
    h("summary", 0, say("line.more")),
    labelled(say("note"), note),
    currency && labelled(say("line.worth", { currency }), worth),
  );
  const read = () => ({
    note: note.value.trim(),
    recovered_minor: readMinor(worth.value, currency),
    ...(line ? {} : { title: title.value.trim() }),
  });
  return { element, title: labelled(say("line.title"), title), read };
}

/** Read an amount as people type it, "12,50" or "12.5", into minor units; null for none. */
export function readMinor(text: string, currency: string): number | null {
  const amount = Number(text.trim().replace(",", "."));
  if (!text.trim() || !Number.isFinite(amount) || amount < 0 || !currency) return null;
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return Math.round(amount * 10 ** digits);
}
