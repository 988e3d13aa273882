import type { Wording } from "./model";

/** Read what an element says in one language, or to everybody (""). */
export function readWording(wording: Wording | null | undefined, language: string): string {
  if (!wording) return "";
  if (typeof wording === "string") return wording;
  return language ? (wording[language] ?? "") : (wording.en ?? Object.values(wording)[0] ?? "");
}

/** Write what an element says in one language, or to everybody (""): then other languages' words go. */
export function writeWording(wording: Wording | null | undefined, language: string, said: string): Wording {
  if (!language) return said;
  const before = typeof wording === "string" ? { en: wording } : (wording ?? {});
  const { [language]: _, ...others } = before;
  return said ? { ...others, [language]: said } : others;
}

/** Put a fact, or a sentence as `@name`, where the caret stands; with a space before it where words would run together. */
export function insertFact(text: string, at: number, name: string): { text: string; caret: number } {
  const before = text.slice(0, at);
  const gap = before && !/[\s(#/]$/.test(before) ? " " : "";
  const inserted = `${before}${gap}{${name}}`;
  return { text: inserted + text.slice(at), caret: inserted.length };
}
