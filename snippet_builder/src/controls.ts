import { type Child, h, icon } from "./dom";

interface Wish {
  id: string;
  label: string;
  hint?: Child;
  /** Where the server names faults of this value, in dots; the id when not given. */
  path?: string;
}

export interface TextWish extends Wish {
  value: string;
  input(text: string): void;
  type?: string;
  placeholder?: string;
  lang?: string;
  dir?: string;
  most?: number;
  rows?: number;
  inputmode?: string;
  autocomplete?: string;
}

/** Draw a labelled line or box of text. */
export function textField(wish: TextWish): HTMLElement {
  const { id, rows, most, placeholder, lang, dir, inputmode, autocomplete = "off" } = wish;
  const hear = (event: Event) => wish.input((event.target as HTMLInputElement).value);
  const input = h<HTMLInputElement>(rows ? "textarea" : "input", {
    ...naming(wish),
    type: rows ? null : (wish.type ?? "text"),
    rows,
    placeholder,
    lang,
    dir,
    inputmode,
    autocomplete,
    maxlength: most,
    spellcheck: lang ? null : "false",
    input: hear,
  });
  input.value = wish.value;
  return h("div.field", 0, h("label", { for: id }, wish.label), input, ...notes(wish));
}

export interface NumberWish extends Wish {
  value: number;
  least: number;
  most: number;
  unit: string;
  input(value: number): void;
}

/** Draw a labelled whole number with its unit; what is out of range stays unsaved and says so. */
export function numberField(wish: NumberWish): HTMLElement {
  const { id, least, most } = wish;
  const fault = h("p.fault");
  const hear = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const value = Number(input.value);
    const fits = input.value !== "" && Number.isInteger(value) && value >= least && value <= most;
    fault.textContent = fits ? "" : `A whole number from ${least} to ${most}.`;
    input.ariaInvalid = fits ? null : "true";
    if (fits) wish.input(value);
  };
  const input = h<HTMLInputElement>("input", {
    ...naming(wish),
    type: "number",
    min: least,
    max: most,
    input: hear,
  });
  input.value = String(wish.value);
  const row = h("div.measure", 0, input, h("span.muted", 0, wish.unit));
  return h("div.field", 0, h("label", { for: id }, wish.label), row, fault, ...notes(wish));
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

export interface SelectWish extends Wish {
  value: string;
  choices: Choice[];
  pick(value: string): void;
}

/** Draw a labelled drop-down. */
export function selectField(wish: SelectWish): HTMLElement {
  const { id, choices } = wish;
  const options = choices.map(({ value, label }) => h("option", { value }, label));
  const hear = (event: Event) => wish.pick((event.target as HTMLSelectElement).value);
  const select = h<HTMLSelectElement>("select", { ...naming(wish), change: hear }, ...options);
  select.value = wish.value;
  return h("div.field", 0, h("label", { for: id }, wish.label), select, ...notes(wish));
}

/** Draw one choice of a few as pills around real radio buttons. */
export function pills(wish: SelectWish): HTMLElement {
  const { id, choices, value } = wish;
  const drawn = choices.map((choice) => {
    const radio = { type: "radio", name: id, id: `${id}-${choice.value}`, value: choice.value };
    const input = h<HTMLInputElement>("input", { ...radio, change: () => wish.pick(choice.value) });
    input.checked = choice.value === value;
    return h("label.pill", 0, input, h("span", 0, choice.label, choice.hint && h("small", 0, choice.hint)));
  });
  const notesBelow = notes(wish);
  return h(
    "fieldset.field",
    { id, "data-path": wish.path ?? id, "aria-describedby": `hint-${id}` },
    h("legend", 0, wish.label),
    h("div.pills", 0, ...drawn),
    ...notesBelow,
  );
}

export interface SwitchWish extends Wish {
  on: boolean;
  turn(on: boolean): void;
  disabled?: boolean;
}

/** Draw a check box with its label behind it. */
export function checkBox(wish: SwitchWish): HTMLElement {
  const { on, disabled } = wish;
  const hear = (event: Event) => wish.turn((event.target as HTMLInputElement).checked);
  const input = h<HTMLInputElement>("input", { ...naming(wish), type: "checkbox", disabled, change: hear });
  input.checked = on;
  return h("div.check", 0, h("label", 0, input, h("span", 0, wish.label)), ...notes(wish));
}

/** Draw a button that shows an icon and says a word. */
export function iconButton(
  id: string,
  label: string,
  path: string,
  click: () => void,
  disabled = false,
): HTMLElement {
  // Not `disabled`: a button that has the focus must not throw it away at the end of a list.
  const press = () => disabled || click();
  const wish = {
    id,
    type: "button",
    "aria-label": label,
    title: label,
    "aria-disabled": disabled && "true",
    click: press,
  };
  return h("button.round", wish, icon(path));
}

/** Draw a quiet button. */
export function plainButton(id: string, text: Child, click: () => void): HTMLElement {
  return h("button.button.plain.small", { id, type: "button", click }, text);
}

/** Draw a card with its heading. */
export function card(id: string, title: string, ...children: Child[]): HTMLElement {
  return h(
    "section.card",
    { "aria-labelledby": `${id}-title`, "data-path": id },
    h("h2", { id: `${id}-title`, tabindex: "-1" }, title),
    ...children,
  );
}

function naming({ id, path, hint }: Wish): Record<string, string | null> {
  return {
    id,
    name: id,
    "data-path": path ?? id,
    "aria-describedby": `${hint ? `hint-${id} ` : ""}fault-${id}`,
  };
}

function notes({ id, hint }: Wish): Child[] {
  return [hint && h("p.hint", { id: `hint-${id}` }, hint), h("p.fault", { id: `fault-${id}` })];
}
