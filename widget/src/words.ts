import type { Texts } from "./model";

export type Say = (key: string, values?: Record<string, string | number>) => string;

/** The few sentences that may be needed before, or without, the shop's own. */
const BUILT_IN: Texts = {
  close: "Close",
  loading: "One moment…",
  load_failed: "This did not load.",
  hosted: "Open the returns page",
  retry: "Try again",
};

/** Make the speaker of one language: looks up, picks the plural form, fills the placeholders. */
export function speaker(texts: Texts = {}, language = "en"): Say {
  return (key, values = {}) => {
    let text = texts[key] ?? BUILT_IN[key] ?? "";
    if (typeof text === "object") {
      text = text[new Intl.PluralRules(language).select(Number(values.count))] ?? text.other ?? "";
    }
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
  };
}
