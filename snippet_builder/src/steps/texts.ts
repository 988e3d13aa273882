import { type App, languageOf } from "../app";
import { ask } from "../client";
import { card, selectField, textField } from "../controls";
import { h } from "../dom";
import { drawWordsIn } from "./words_in";

type Sentence = [key: string, text: string];

const AT_ONCE = 12;
const AREAS = [
  { value: "", label: "Everywhere" },
  { value: "widget.", label: "Form" },
  { value: "hosted.", label: "Returns page" },
  { value: "status.", label: "Status page" },
  { value: "mail.", label: "Mails" },
  { value: "label.", label: "Paper" },
  { value: "policy.", label: "Terms" },
];
const known = new Map<string, Sentence[]>();
const sought = { words: "", area: "" };

/** Draw every sentence a shopper reads, to be found and reworded. */
export function drawTexts(app: App): HTMLElement {
  const list = h("div.texts", { id: "texts-list" });
  const count = h("p.small.muted", { role: "status" });
  const fill = () => show(app, list, count);
  const search = textField({
    id: "texts-search",
    label: "Find a sentence",
    value: sought.words,
    type: "search",
    input: (text) => {
      sought.words = text;
      fill();
    },
  });
  const area = selectField({
    id: "texts-area",
    label: "Where it stands",
    value: sought.area,
    choices: AREAS,
    pick: (chosen) => {
      sought.area = chosen;
      fill();
    },
  });
  load(app.language).then(fill, () => {
    count.textContent = "The sentences did not load. Try again in a moment.";
  });
  return card(
    "texts",
    "Words",
    h("p.muted", 0, "Every sentence is yours to change. What you leave empty stays as it is."),
    h("div.pair", 0, drawWordsIn(app), area),
    search,
    list,
    count,
  );
}

async function load(language: string): Promise<void> {
  if (known.has(language)) return;
  const { texts } = await ask<{ texts: Sentence[] }>(`/builder/texts/${encodeURIComponent(language)}`);
  known.set(language, texts);
}

function show(app: App, list: HTMLElement, count: HTMLElement): void {
  const own = app.settings.texts[app.language] ?? {};
  const here = (known.get(app.language) ?? []).filter(([key]) => key.startsWith(sought.area));
  const found = findTexts(here, own, sought.words);
  list.replaceChildren(
    ...found.slice(0, AT_ONCE).map(([key, text]) => drawText(app, key, text, own[key] ?? "")),
  );
  const more = found.length - AT_ONCE;
  count.textContent = !found.length
    ? "No sentence says that."
    : more > 0
      ? `And ${more} more. Search to find them.`
      : "";
}

/** List the sentences that hold what is sought; those reworded come first, the others keep their order. */
export function findTexts(texts: Sentence[], own: Record<string, string>, wanted: string): Sentence[] {
  const needle = wanted.trim().toLocaleLowerCase();
  return texts
    .filter(([key, text]) => `${key}\n${text}\n${own[key] ?? ""}`.toLocaleLowerCase().includes(needle))
    .sort(([a], [b]) => Number(b in own) - Number(a in own));
}

function drawText(app: App, key: string, text: string, value: string): HTMLElement {
  const { tag, direction } = languageOf(app);
  return textField({
    id: `text-${key}`,
    path: `texts.${tag}.${key}`,
    label: text,
    value,
    placeholder: "As it is",
    lang: tag,
    dir: direction,
    most: 500,
    input: (typed) =>
      app.change((settings) => {
        const { [key]: _old, ...others } = settings.texts[tag] ?? {};
        return {
          ...settings,
          texts: { ...settings.texts, [tag]: typed.trim() ? { ...others, [key]: typed } : others },
        };
      }),
  });
}
