import { type Child, h } from "../dom";

export interface Choice<T extends string> {
  value: T;
  label: string;
  more?: Child;
}

/** Draw big buttons of which one is chosen: real radio buttons, so that arrows and screen readers know them. */
export function choose<T extends string>(
  name: string,
  legend: string,
  choices: readonly Choice<T>[],
  chosen: T | "",
  onChange: (value: T) => void,
): HTMLElement {
  const options = choices.map(({ value, label, more }) =>
    h(
      "label.choice",
      0,
      h("input.hidden", {
        type: "radio",
        name,
        value,
        checked: value === chosen,
        change: () => onChange(value),
      }),
      h("span", 0, label),
      more,
    ),
  );
  return h("fieldset", 0, h("legend", 0, legend), h("div.choices", 0, ...options));
}

/** Draw a number with a big less and a big more. */
export function step(
  label: string,
  from: number,
  most: number,
  onChange: (value: number) => void,
): HTMLElement {
  let value = from;
  const shown = h("output", { "aria-live": "polite" }, from);
  const move = (by: number) => () => {
    value = Math.min(most, Math.max(1, value + by));
    shown.textContent = String(value);
    onChange(value);
  };
  const press = (by: number, text: string) =>
    h("button.round", { type: "button", "aria-label": `${label} ${text}`, click: move(by) }, text);
  return h(
    "div.stepper",
    { role: "group", "aria-label": label },
    h("span", 0, label),
    press(-1, "−"),
    shown,
    press(1, "+"),
  );
}
