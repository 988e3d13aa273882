import { type App, languageOf } from "../app";
import { ask } from "../client";
import { card, textField } from "../controls";
import { h } from "../dom";
import { drawWordsIn } from "./words_in";

const AT_ONCE = 12;
const known = new Map<string, Record<string, string>>();
let sought = "";

/** Draw every sentence a shopper reads, to be found and reworded. */
export function drawTexts(app: App): HTMLElement {
  const list = h("div.texts", { id: "texts-list" });
  const count = h("p.small.muted", { role: "status" });
  const fill = () => show(app, list, count);
  const search = textField({
    id: "texts-search",
    label: "Find a sentence",
    value: sought,
    type: "search",
    input: (text) => {
      sought = text;
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
    h("div.pair", 0, drawWordsIn(app), search),
    list,
    count,
  );
}

async function load(language: string): Promise<void> {
  if (known.has(language)) return;
  const { texts } = await ask<{ texts: Record<string, string> }>(
    `/builder/texts/${encodeURIComponent(language)}`,
  );
  known.set(language, texts);
}

function show(app: App, list: HTMLElement, count: HTMLElement): void {
  const texts = known.get(app.language) ?? {};
  const own = app.settings.texts[app.language] ?? {};
  const found = findTexts(texts, own, sought);
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

/** List the sentences that hold what is sought; those reworded come first. */
export function findTexts(
  texts: Record<string, string>,
  own: Record<string, string>,
  wanted: string,
): [string, string][] {
  const needle = wanted.trim().toLocaleLowerCase();
  return Object.entries(texts)
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
