import type { App } from "../app";

/** The words of the link: what the shop calls the form in its own language. */
export function findLinkText({ facts, settings }: App): string {
  const own = settings.texts[settings.default_language]?.["widget.title"];
  const language = facts.languages.find(({ tag }) => tag === settings.default_language);
  return own || language?.labels.title || "Return an item";
}
