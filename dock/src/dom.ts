import { type Child, h } from "../../snippet_builder/src/dom";

export { type Child, h, icon } from "../../snippet_builder/src/dom";

/** Make a button that is large enough for a thumb in a glove. */
export const button = (
  name: string,
  press: () => unknown,
  attributes: Record<string, string | boolean> = {},
  ...children: Child[]
): HTMLButtonElement =>
  h<HTMLButtonElement>(`button.${name}`, { type: "button", ...attributes, click: press }, ...children);

/** Make the heading that takes the focus when a screen appears. */
export const heading = (...children: Child[]): HTMLElement => h("h1", { tabindex: "-1" }, ...children);

/** Isolate a text whose direction may be another than the page's: codes, names, numbers. */
export const isolate = (text: string, style = "bdi"): HTMLElement =>
  style === "bdi" ? h("bdi", 0, text) : h(`bdi.${style}`, { dir: "ltr" }, text);

/** Make a field with its name above it. */
export const labelled = (name: string, field: HTMLElement): HTMLElement =>
  h("label.field", 0, h("span", 0, name), field);

/** Put children in place of what an element holds; what is false, null or empty is left out. */
export const fill = (element: HTMLElement, ...children: Child[]): void =>
  element.replaceChildren(...(children.filter((child) => child || child === 0) as (Node | string)[]));
