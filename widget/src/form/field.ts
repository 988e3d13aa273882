import { h } from "../dom";
import type { Choice, Field } from "../model";
import type { Visit } from "./visit";

/** What is wrong with a value: the name of its input, and the sentence to show. */
export interface Fault {
  name: string;
  text: string;
  /** Whether its place says it already, so that only the list on top needs to. */
  said?: boolean;
}

const TYPES: Record<string, string> = { email: "email", phone: "tel" };

/** Draw a labelled input; the form keeps its value in the visit, so that redrawing loses nothing. */
export function drawField({ values, say }: Visit, field: Field): HTMLElement {
  const { id, kind, hint, required, options } = field;
  const input = h<HTMLInputElement>(
    options ? "select.input" : "input.input",
    {
      id,
      name: id,
      type: !options && (TYPES[kind] ?? "text"),
      autocomplete: field.autocomplete || "off",
      inputmode: field.input_mode,
      maxlength: 200,
      "aria-required": required,
      "aria-describedby": `hint-${id} fault-${id}`,
    },
    ...(options ? drawOptions(options, values[id]) : []),
  );
  input.value = values[id] ?? "";
  return h(
    "div.field",
    0,
    h("label.label", { for: id }, field.label, !required && h("small", 0, ` ${say("optional")}`)),
    h("small", { id: `hint-${id}` }, hint),
    input,
    drawFaultPlace(id),
  );
}

function drawOptions(options: Choice[], value = ""): HTMLElement[] {
  const blank = value ? [] : [{ code: "", label: "" }];
  return [...blank, ...options].map(({ code, label }) => {
    const option = h<HTMLOptionElement>("option", 0, label);
    option.value = code;
    return option;
  });
}

/** Draw one choice of several as pills around real radio buttons. */
export function drawPills({ values }: Visit, name: string, legend: string, choices: Choice[]): HTMLElement {
  const pills = choices.map(({ code, label }) =>
    h(
      "label.choice",
      0,
      h("input", { type: "radio", name, value: code, checked: code === values[name] }),
      label,
    ),
  );
  return h(
    "fieldset.field",
    { "aria-describedby": `fault-${name}` },
    h("legend", 0, legend),
    h("div.choices", 0, ...pills),
    drawFaultPlace(name),
  );
}

/** Draw the empty place under a control where its fault will stand. */
export const drawFaultPlace = (name: string): HTMLElement => h("p.fault", { id: `fault-${name}` });

/** Show a fault at a control, or take it away with an empty text. */
export function showFault(control: HTMLInputElement, text: string): void {
  const place = (control.getRootNode() as ShadowRoot).getElementById(`fault-${control.name}`);
  if (place) place.textContent = text;
  control.ariaInvalid = text ? "true" : null;
}

/** Find what is wrong with these fields. The server judges for good; this only saves a round trip. */
export function findFaults({ values, say }: Visit, fields: Field[]): Fault[] {
  return fields.flatMap((field) => {
    const typed = values[field.id]?.trim();
    const flaw = typed ? !fits(field, typed) && "error_format" : field.required && "error_required";
    return flaw ? { name: field.id, text: say(flaw, { field: field.label }) } : [];
  });
}

function fits({ kind, pattern }: Field, typed: string): boolean {
  try {
    return new RegExp(`^(?:${pattern || (kind === "email" ? "\\S+@\\S+" : ".+")})$`, "iu").test(typed);
  } catch {
    return true;
  }
}
