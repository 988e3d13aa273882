import { checkBox } from "../controls";
import { h } from "../dom";
import type { App } from "./app";

/** Draw in which languages an element is printed: none chosen means in all. */
export function drawLanguages(app: App, tags: string[], set: (tags: string[]) => void): HTMLElement {
  const boxes = app.facts.languages.map(({ tag, name }) =>
    checkBox({
      id: `language-${tag}`,
      label: name,
      on: !tags.length || tags.includes(tag),
      turn: (on) => set(choose(app, tags, tag, on)),
    }),
  );
  const summary = h("summary", 0, tags.length ? `In ${tags.length} languages only` : "In every language");
  return h("details.field", { id: "languages" }, summary, h("div.ticks", 0, ...boxes));
}

function choose(app: App, tags: string[], tag: string, on: boolean): string[] {
  const all = app.facts.languages.map((language) => language.tag);
  const before = tags.length ? tags : all;
  const after = all.filter((each) => (each === tag ? on : before.includes(each)));
  return after.length === all.length ? [] : after;
}
