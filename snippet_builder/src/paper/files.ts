import { type Design, type DesignElement, TYPES } from "./model";

export const MOST_BYTES = 512 * 1024;

/** Write a design as a file that another shop, or a text editor, can read. */
export function exportDesign(design: Design): void {
  const blob = new Blob([`${JSON.stringify(design, null, 2)}\n`], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${design.kind}.${design.size}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Read a design from a file's text for the place that is open; throws a sentence where it is none. */
export function importDesign(text: string, place: Design): Design {
  if (text.length > MOST_BYTES) throw new Error("This file is too large to be a design.");
  const read = parse(text);
  if (!read || !Array.isArray(read.elements) || !read.elements.every(isElement))
    throw new Error("This file is not a design: it has no elements that can be read.");
  const name = typeof read.name === "string" && read.name ? read.name.slice(0, 80) : place.name;
  return { name, kind: place.kind, size: place.size, elements: read.elements };
}

function parse(text: string): Partial<Design> | null {
  try {
    return JSON.parse(text) as Partial<Design>;
  } catch {
    return null;
  }
}

function isElement(part: unknown): part is DesignElement {
  const { id, type, x, y, width, height } = (part ?? {}) as DesignElement;
  const isNamed = typeof id === "string" && TYPES.includes(type);
  return isNamed && [x, y, width, height].every((length) => Number.isFinite(length));
}
