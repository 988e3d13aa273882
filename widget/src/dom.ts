export type Child = Node | string | false | null | undefined;
type Value = string | number | boolean | null | undefined | ((event: never) => unknown);

/**
 * Make an element from `tag` or `tag.class`; a class is a ::part of the same name, so that pages can style it.
 * Only attributes, listeners and text nodes: nothing parses HTML. What is empty, false or null is left out.
 */
export function h<E extends HTMLElement = HTMLElement>(
  name: string,
  attributes: Record<string, Value> | 0,
  ...children: Child[]
): E {
  const [tag, style] = name.split(".");
  const element = document.createElement(tag as string) as E;
  for (const [key, value] of Object.entries({ class: style, part: style, ...(attributes || {}) })) {
    if (typeof value === "function") element.addEventListener(key, value as EventListener);
    else if (value) element.setAttribute(key, String(value));
  }
  element.append(...(children.filter(Boolean) as Node[]));
  return element;
}

/** Make a round button that shows one character and says a word. */
export function roundButton(label: string, sign: string, click: () => void): HTMLElement {
  return h("button.round", { type: "button", "aria-label": label, click }, sign);
}

/** Make a button that reads as a link. */
export function textButton(text: string, click: () => void): HTMLElement {
  return h("button.link", { type: "button", click }, text);
}

/** Draw the heading that takes the focus when a step appears. */
export const drawTitle = (text: string): HTMLElement => h("h2.title", { id: "title", tabindex: "-1" }, text);
