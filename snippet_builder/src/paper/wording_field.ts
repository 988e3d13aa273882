import { h } from "../dom";
import { choice, line } from "./controls";
import { sayWords } from "./naming";
import type { Pen } from "./pen";
import { insertFact, readWording, writeWording } from "./wording";

/** Draw what an element says: the words, in which language they are, and the facts that can stand in them. */
export function drawWording(pen: Pen, name: "text" | "heading", label: string): HTMLElement {
  const { app } = pen;
  const isOne = typeof (pen.element[name] ?? "") === "string";
  const language = isOne ? "" : app.view.language;
  const read = () => readWording(pen.element[name], language);
  const write = (said: string) => pen.set({ [name]: writeWording(pen.element[name], language, said) });
  const of = app.facts.languages.find(({ tag }) => tag === language);
  const words = line({
    id: name,
    label: of ? `${label}, in ${of.name}` : label,
    rows: name === "text" ? 3 : 0,
    most: 500,
    lang: language || undefined,
    dir: of?.direction ?? "auto",
    get: read,
    set: write,
  });
  const spread = choice({
    id: `${name}-spread`,
    label: "Words",
    choices: [
      { value: "one", label: "The same in every language" },
      { value: "each", label: "Each language its own" },
    ],
    get: () => (isOne ? "one" : "each"),
    set: (way) => pen.set({ [name]: way === "one" ? read() : { [app.facts.default_language]: read() } }),
  });
  const insert = drawInsert(pen, name, () => {
    const box = words.node.querySelector<HTMLTextAreaElement>("textarea, input");
    return { box, write };
  });
  const says = h("p.hint");
  pen.keep({
    node: says,
    refresh: () => {
      says.textContent = read().includes("@") ? `Reads: ${sayWords(read(), app.facts)}` : "";
    },
  });
  return h("div.stack", 0, pen.keep(words), says, h("div.quad", 0, insert, spread.node));
}

type Target = () => { box: HTMLTextAreaElement | null; write(said: string): void };

function drawInsert(pen: Pen, name: string, target: Target): HTMLElement {
  const { facts, words } = pen.app.facts;
  const id = `${name}-insert`;
  const hear = () => {
    const chosen = select.value;
    select.value = "";
    const { box, write } = target();
    if (!box || !chosen) return;
    const { text, caret } = insertFact(box.value, box.selectionEnd ?? box.value.length, chosen);
    write(text);
    box.value = text;
    box.focus();
    box.setSelectionRange(caret, caret);
  };
  const said = facts.filter(({ kind }) => kind !== "item" && kind !== "image" && kind !== "rows");
  const options = said.map((fact) => h("option", { value: fact.name }, fact.says));
  const ours = words.map(({ key, says }) => h("option", { value: `@${key}` }, says));
  const select = h<HTMLSelectElement>(
    "select",
    { id, change: hear },
    h("option", { value: "" }, "Choose…"),
    h("optgroup", { label: "Facts" }, ...options),
    h("optgroup", { label: "Our words, in every language" }, ...ours),
  );
  return h("div.field", 0, h("label", { for: id }, "Insert"), select);
}
