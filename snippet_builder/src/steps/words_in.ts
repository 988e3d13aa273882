import type { App } from "../app";
import { selectField } from "../controls";
import { h } from "../dom";

/** Draw the choice of the language whose words are being written; the preview follows it. */
export function drawWordsIn(app: App): HTMLElement {
  const offered = app.facts.languages.filter(({ tag }) => app.settings.languages.includes(tag));
  return h(
    "div.words-in",
    0,
    selectField({
      id: "words-in",
      label: "Words in",
      value: app.language,
      choices: offered.map(({ tag, name }) => ({ value: tag, label: name })),
      pick: (tag) => {
        app.language = tag;
        app.redraw("words-in");
      },
    }),
  );
}
