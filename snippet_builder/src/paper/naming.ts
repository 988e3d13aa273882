import type { DesignElement, ElementType, Facts } from "./model";
import { readWording } from "./wording";

export const TYPE_NAMES: Record<ElementType, string> = {
  text: "Text",
  address: "Address",
  symbol: "Barcode",
  image: "Logo",
  line: "Line",
  box: "Box",
  table: "Table",
};

/** Icons on a 24 by 24 grid, drawn as lines. */
export const TYPE_ICONS: Record<ElementType | "qr", string> = {
  text: "M5 6h14M12 6v13",
  address: "M12 21s7-6.2 7-11a7 7 0 00-14 0c0 4.8 7 11 7 11zM12 12.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
  symbol: "M4 5v14M8 5v14M11 5v14M15 5v14M17 5v14M20 5v14",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2M18 14h2M14 20h2",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4",
  line: "M4 12h16",
  box: "M4 6h16v12H4z",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14",
};

/** Say what an element is, as its icon shows it. */
export const iconOf = ({ type, symbology }: DesignElement): string =>
  TYPE_ICONS[type === "symbol" && symbology === "qr" ? "qr" : type];

/** Name an element's type for people. */
export const typeOf = ({ type, symbology }: DesignElement): string =>
  type === "symbol" && symbology === "qr" ? "QR code" : TYPE_NAMES[type];

/** Say what an element shows: its words, the facts in them by what they mean. */
export function contentOf(element: DesignElement, facts: Facts, language: string): string {
  if (element.type === "table") return "Items";
  if (element.fact) return sayFact(element.fact, facts);
  const said = [element.text, element.heading].map(
    (each) => readWording(each, language) || readWording(each, ""),
  );
  return sayWords(said.find(Boolean) ?? "", facts);
}

/** Say words with our sentences in place, and facts by what they mean. */
export function sayWords(said: string, facts: Facts): string {
  const whole = said.startsWith("@") ? `{${said}}` : said;
  const alone = /^\{([\w.]+)\}$/.exec(whole);
  if (alone) return sayFact(alone[1] as string, facts);
  return whole
    .replace(/\{@([\w.]+)\}/g, (braced, key) => facts.words.find((word) => word.key === key)?.says ?? braced)
    .replace(/\{([\w.]+)\}/g, (_, name) => `[${lower(sayFact(name, facts))}]`);
}

/** Name an element in one line: `Text: Order [order number]`. */
export function nameElement(element: DesignElement, facts: Facts, language: string): string {
  const content = contentOf(element, facts, language).replace(/\s+/g, " ").trim();
  return content ? `${typeOf(element)}: ${content}` : typeOf(element);
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function sayFact(name: string, facts: Facts): string {
  return facts.facts.find((fact) => fact.name === name)?.says ?? name;
}
