export type Child = Node | string | false | null | undefined;
type Value = string | number | boolean | null | undefined | ((event: never) => unknown);

/**
 * Make an element from `tag` or `tag.class`. Only attributes, listeners and text nodes: nothing parses HTML.
 * Attributes and children that are empty, false, null or undefined are left out.
 */
export function h<E extends HTMLElement = HTMLElement>(
  name: string,
  attributes: Record<string, Value> | 0,
  ...children: Child[]
): E {
  const [tag, style] = name.split(".");
  const element = document.createElement(tag as string) as E;
  for (const [key, value] of Object.entries({ class: style, ...(attributes || {}) })) {
    if (typeof value === "function") element.addEventListener(key, value as EventListener);
    else if (value) element.setAttribute(key, String(value));
  }
  element.append(...(children.filter(Boolean) as Node[]));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Draw a line icon from a path on a 24 by 24 grid. */
export function icon(path: string): Element {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** Make a round button that shows an icon and says a word. */
export function iconButton(label: string, path: string, click: () => void, style = ""): HTMLElement {
  return h(`button.round${style}`, { type: "button", "aria-label": label, click }, icon(path));
}

/** Make a button that reads as a link. */
export function textButton(text: string, click: () => void): HTMLElement {
  return h("button.link", { type: "button", click }, text);
}
