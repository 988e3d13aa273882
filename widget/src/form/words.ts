import type { Say } from "../dialog";
import type { Texts } from "../model";

/** Make the speaker of one language: looks up, picks the plural form, fills the placeholders. */
export function speaker(texts: Texts = {}, language = "en"): Say {
  return (key, values = {}) => {
    let text = texts[key] ?? "";
    if (typeof text === "object") {
      text = text[new Intl.PluralRules(language).select(Number(values.count))] ?? text.other ?? "";
    }
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
  };
}
