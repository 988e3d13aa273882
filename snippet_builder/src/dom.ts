export type Child = Node | string | number | false | null | undefined;
type Value = string | number | boolean | null | undefined | ((event: never) => unknown);

/**
 * Make an element from `tag.class.class`: attributes, listeners (functions), text. Nothing parses HTML.
 * Attributes that are false, null or undefined are left out, and so are such children.
 */
export function h<E extends HTMLElement = HTMLElement>(
  name: string,
  attributes: Record<string, Value> | 0 = 0,
  ...children: Child[]
): E {
  const [tag, ...styles] = name.split(".");
  const element = document.createElement(tag as string) as E;
  if (styles.length) element.className = styles.join(" ");
  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") element.addEventListener(key, value as EventListener);
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter(isShown).map(asContent));
  return element;
}

function isShown(child: Child): child is Node | string | number {
  return child !== false && child !== null && child !== undefined && child !== "";
}

const asContent = (child: Node | string | number): Node | string =>
  typeof child === "number" ? String(child) : child;

const SVG = "http://www.w3.org/2000/svg";

/** Draw a line icon from a path on a 24 by 24 grid; it says nothing to a screen reader. */
export function icon(path: string): Element {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const ICONS = {
  up: "M6 15l6-6 6 6",
  down: "M6 9l6 6 6-6",
  remove: "M6 6l12 12M18 6L6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  warn: "M12 8v5M12 16.5v.5M12 3L2.5 20h19z",
  lock: "M7 11V8a5 5 0 0110 0v3M5 11h14v9H5z",
  phone: "M8 3h8a1 1 0 011 1v16a1 1 0 01-1 1H8a1 1 0 01-1-1V4a1 1 0 011-1zM11 18h2",
  tablet: "M5 3h14a1 1 0 011 1v16a1 1 0 01-1 1H5a1 1 0 01-1-1V4a1 1 0 011-1zM11 18h2",
  desktop: "M3 5h18v11H3zM9 20h6M12 16v4",
} as const;

/** Announce something once to a screen reader, without moving the focus. */
export function announce(text: string): void {
  const place = document.getElementById("announcer");
  if (!place) return;
  place.textContent = "";
  // The same sentence twice is only read twice when the place was empty in between.
  setTimeout(() => {
    place.textContent = text;
  }, 50);
}
