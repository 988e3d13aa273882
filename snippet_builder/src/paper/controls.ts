import { type Child, h } from "../dom";

/** A control on the page, and how it takes in what changed elsewhere; what is being typed is left alone. */
export interface Control {
  node: HTMLElement;
  refresh(): void;
}

interface Wish<T> {
  id: string;
  label: string;
  get(): T;
  set(value: T): void;
  hint?: Child;
}

export interface MeasureWish extends Wish<number> {
  unit: string;
  least: number;
  most: number;
  step: number;
}

/** Draw a labelled measure; what is out of range changes nothing and says so. */
export function measure(wish: MeasureWish): Control {
  const { id, least, most, step, unit } = wish;
  const fault = h("p.fault", { id: `fault-${id}` });
  const hear = () => {
    const fits = input.value !== "" && input.valueAsNumber >= least && input.valueAsNumber <= most;
    fault.textContent = fits ? "" : `From ${least} to ${most} ${unit}.`;
    input.ariaInvalid = fits ? null : "true";
    if (fits) wish.set(input.valueAsNumber);
  };
  const limits = { type: "number", min: least, max: most, step, inputmode: "decimal" };
  const input: HTMLInputElement = h<HTMLInputElement>("input", {
    id,
    ...limits,
    "aria-describedby": `fault-${id}`,
    input: hear,
  });
  const label = h("label", { for: id }, wish.label, " ", h("span.muted", 0, unit));
  const refresh = () => unlessTyped(input, String(wish.get()));
  return shown({ node: h("div.field", 0, label, input, fault), refresh });
}

export interface ChoiceWish extends Wish<string> {
  choices: { value: string; label: string }[];
}

/** Draw a labelled drop-down; a value that is not among the choices is one for as long as it is chosen. */
export function choice(wish: ChoiceWish): Control {
  const { id, choices } = wish;
  const now = wish.get();
  const known = choices.some(({ value }) => value === now)
    ? choices
    : [...choices, { value: now, label: now }];
  const options = known.map(({ value, label }) => h("option", { value }, label));
  const select: HTMLSelectElement = h<HTMLSelectElement>(
    "select",
    { id, change: () => wish.set(select.value) },
    ...options,
  );
  const refresh = () => {
    select.value = wish.get();
  };
  return shown({ node: h("div.field", 0, h("label", { for: id }, wish.label), select, hint(wish)), refresh });
}

export interface LineWish extends Wish<string> {
  rows?: number;
  most: number;
  lang?: string;
  dir?: string;
}

/** Draw a labelled line or box of text. */
export function line(wish: LineWish): Control {
  const { id, rows, most, lang, dir } = wish;
  const hear = () => wish.set(input.value);
  const attributes = { id, rows, maxlength: most, lang, dir, autocomplete: "off", input: hear };
  const input: HTMLInputElement = h<HTMLInputElement>(rows ? "textarea" : "input", attributes);
  const refresh = () => unlessTyped(input, wish.get());
  return shown({ node: h("div.field", 0, h("label", { for: id }, wish.label), input, hint(wish)), refresh });
}

/** Draw a check box with its label behind it. */
export function tick(wish: Wish<boolean>): Control {
  const { id } = wish;
  const input: HTMLInputElement = h<HTMLInputElement>("input", {
    id,
    type: "checkbox",
    change: () => wish.set(input.checked),
  });
  const refresh = () => {
    input.checked = wish.get();
  };
  return shown({ node: h("div.check", 0, h("label", 0, input, h("span", 0, wish.label))), refresh });
}

const hint = ({ hint: said }: { hint?: Child }): Child => said && h("p.hint", 0, said);

function shown(control: Control): Control {
  control.refresh();
  return control;
}

function unlessTyped(input: HTMLInputElement, value: string): void {
  if (document.activeElement !== input) input.value = value;
}
