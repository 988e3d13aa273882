import { type Box, move, round, type Size } from "./geometry";
import type { Design, DesignElement, ElementType } from "./model";

/** Find an element by its id. */
export const findElement = (design: Design, id: string | null): DesignElement | undefined =>
  design.elements.find((element) => element.id === id);

/** Replace parts of one element; undefined takes a part out. */
export function changeElement(design: Design, id: string, parts: Partial<DesignElement>): Design {
  return mapElements(design, (element) => (element.id === id ? without({ ...element, ...parts }) : element));
}

/** Put a new element last, which is on top. */
export const addElement = (design: Design, element: DesignElement): Design => ({
  ...design,
  elements: [...design.elements, element],
});

/** Take an element out. */
export const removeElement = (design: Design, id: string): Design => ({
  ...design,
  elements: design.elements.filter((element) => element.id !== id),
});

/** Read an element earlier (-1) or later (1); at either end nothing changes. */
export function reorderElement(design: Design, id: string, by: -1 | 1): Design {
  const at = design.elements.findIndex((element) => element.id === id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= design.elements.length) return design;
  const elements = [...design.elements];
  elements.splice(to, 0, ...elements.splice(at, 1));
  return { ...design, elements };
}

/** Copy an element beside itself, under an id of its own. */
export function copyElement(design: Design, element: DesignElement, sheet: Size): DesignElement {
  const id = makeId(design, element.type);
  return { ...structuredClone(element), ...move(boxOf(element), 3, 3, sheet), id };
}

/** Make an element of a type in the middle of the sheet, with what such a thing usually is. */
export function makeElement(
  design: Design,
  type: ElementType,
  symbology: string,
  sheet: Size,
): DesignElement {
  const { width, height, ...parts } = type === "symbol" && symbology === "qr" ? QR : USUAL[type];
  const size = { width: Math.min(width, sheet.width - 4), height: Math.min(height, sheet.height - 4) };
  const place = { x: round((sheet.width - size.width) / 2), y: round((sheet.height - size.height) / 2) };
  return { id: makeId(design, type), type, ...place, ...size, ...structuredClone(parts) };
}

/** Take only the place and size of an element. */
export const boxOf = ({ x, y, width, height }: Box): Box => ({ x, y, width, height });

/** Find an id that is not taken: `text-1`, `text-2`, … */
export function makeId(design: Design, type: string): string {
  const taken = new Set(design.elements.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${type}-${number}`)) number++;
  return `${type}-${number}`;
}

const QR = { width: 30, height: 30, symbology: "qr", fact: "qr" };
const USUAL: Record<ElementType, Size & Partial<DesignElement>> = {
  text: { width: 50, height: 7, text: "Text", size_pt: 11 },
  address: { width: 60, height: 26, fact: "receiver", size_pt: 11 },
  symbol: { width: 80, height: 22, symbology: "code128", fact: "rma", shows_text: true },
  image: { width: 30, height: 12, fact: "shop.logo", when: "has_logo" },
  line: { width: 80, height: 1, weight: 0.25 },
  box: { width: 50, height: 25, weight: 0.4 },
  table: {
    width: 90,
    height: 40,
    rows: "items",
    size_pt: 8,
    columns: [
      { fact: "item.quantity", width: 12 },
      { fact: "item.title", width: 78 },
    ],
  },
};

const mapElements = (design: Design, verb: (element: DesignElement) => DesignElement): Design => ({
  ...design,
  elements: design.elements.map(verb),
});

function without(element: DesignElement): DesignElement {
  const parts = Object.entries(element).filter(([, value]) => value !== undefined);
  return Object.fromEntries(parts) as unknown as DesignElement;
}
