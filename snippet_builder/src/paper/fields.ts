import { h } from "../dom";
import { drawColumns } from "./columns";
import { drawConditions } from "./conditions";
import { choice, measure, tick } from "./controls";
import { round } from "./geometry";
import { drawLanguages } from "./languages";
import type { DesignElement, ElementType } from "./model";
import type { Pen } from "./pen";
import { drawWording } from "./wording_field";

type Draw = (pen: Pen) => HTMLElement;

/** Draw every field of the pen's element: what it says, where it stands, how it looks, when it is printed. */
export function drawFields(pen: Pen): HTMLElement[] {
  const { type, when, languages } = pen.element;
  const set = (parts: Partial<DesignElement>) => pen.set(parts);
  return [
    ...CONTENT[type].map((draw) => draw(pen)),
    h("div.quad", 0, ...PLACES.map(([name, label]) => drawLength(pen, name, label))),
    h("div.quad", 0, ...MEASURES[type].map((draw) => draw(pen))),
    h("div.ticks", 0, ...TICKS[type].map((draw) => draw(pen))),
    drawConditions(pen.app, when, (tests) => set({ when: tests || undefined })),
    drawLanguages(pen.app, languages ?? [], (tags) => set({ languages: tags.length ? tags : undefined })),
  ];
}

/** Tell when the fields must be drawn anew, and not only filled anew. */
export function shapeOf({ id, when, languages, symbology, columns, text, heading }: DesignElement): string {
  const isOne = [text, heading].map((wording) => typeof wording);
  return JSON.stringify([id, when, languages, symbology, columns?.map(({ fact }) => fact), isOne]);
}

const PLACES: ["x" | "y" | "width" | "height", string][] = [
  ["x", "From left"],
  ["y", "From top"],
  ["width", "Width"],
  ["height", "Height"],
];

function drawLength(pen: Pen, name: "x" | "y" | "width" | "height", label: string): HTMLElement {
  const { width, height } = pen.app.paper;
  const most = name === "x" || name === "width" ? width : height;
  const least = name === "x" || name === "y" ? 0 : 0.1;
  const set = (length: number) => pen.set({ [name]: round(length) });
  return pen.keep(
    measure({ id: name, label, unit: "mm", least, most, step: 0.1, get: () => pen.element[name], set }),
  );
}

type Measured = "size_pt" | "floor_pt" | "weight" | "dash" | "gutter";

const draw =
  (name: Measured, label: string, unit: string, least: number, most: number, usual: number): Draw =>
  (pen) => {
    const wish = { id: name, label, unit, least, most, step: unit === "pt" ? 0.5 : 0.05 };
    const get = () => pen.element[name] ?? usual;
    return pen.keep(measure({ ...wish, get, set: (length) => pen.set({ [name]: length }) }));
  };

type Chosen = "align" | "valign" | "symbology" | "fact";

const choose =
  (name: Chosen, label: string, usual: string, list: (pen: Pen) => [string, string][]): Draw =>
  (pen) => {
    const choices = list(pen).map(([value, text]) => ({ value, label: text }));
    const get = () => pen.element[name] ?? usual;
    return pen.keep(choice({ id: name, label, choices, get, set: (value) => pen.set({ [name]: value }) }));
  };

type Ticked = "bold" | "inverse" | "is_title" | "shows_text" | "filled" | "ruled" | "continues";

const check =
  (name: Ticked, label: string, usual = false): Draw =>
  (pen) =>
    pen.keep(
      tick({ id: name, label, get: () => pen.element[name] ?? usual, set: (on) => pen.set({ [name]: on }) }),
    );

const SIZE = draw("size_pt", "Letters", "pt", 3.5, 96, 9);
const FLOOR = draw("floor_pt", "At least", "pt", 3.5, 96, 5);
const HEADING: Draw = (pen) =>
  h(
    "details",
    { id: "more-heading", open: Boolean(pen.element.heading) },
    h("summary", 0, "Heading above it"),
    drawWording(pen, "heading", "Heading"),
  );
const FACTS =
  (...kinds: string[]) =>
  (pen: Pen): [string, string][] =>
    pen.app.facts.facts.filter(({ kind }) => kinds.includes(kind)).map(({ name, says }) => [name, says]);
const SIDES: [string, string][] = [
  ["start", "Left"],
  ["center", "Middle"],
  ["end", "Right"],
];
const HEIGHTS: [string, string][] = [
  ["top", "Top"],
  ["middle", "Middle"],
  ["bottom", "Bottom"],
];
const SYMBOLOGIES: [string, string][] = [
  ["code128", "Bars (Code 128)"],
  ["gs1-128", "Bars (GS1-128)"],
  ["qr", "QR code"],
];

const CONTENT: Record<ElementType, Draw[]> = {
  text: [(pen) => drawWording(pen, "text", "Says"), HEADING],
  address: [choose("fact", "Whose", "receiver", FACTS("address")), HEADING],
  symbol: [
    choose("fact", "Carries", "rma", FACTS("symbol")),
    choose("symbology", "As", "code128", () => SYMBOLOGIES),
  ],
  image: [],
  line: [],
  box: [],
  table: [drawColumns],
};

const MEASURES: Record<ElementType, Draw[]> = {
  text: [
    SIZE,
    FLOOR,
    choose("align", "Along", "start", () => SIDES),
    choose("valign", "Upright", "top", () => HEIGHTS),
  ],
  address: [SIZE, FLOOR, draw("gutter", "Gutter", "mm", 0, 100, 0)],
  symbol: [draw("size_pt", "Letters below", "pt", 3.5, 96, 11)],
  image: [],
  line: [draw("weight", "Weight", "mm", 0.05, 5, 0.125), draw("dash", "Dashes", "mm", 0, 20, 0)],
  box: [draw("weight", "Weight", "mm", 0.05, 5, 0.25)],
  table: [SIZE, FLOOR],
};

const TICKS: Record<ElementType, Draw[]> = {
  text: [check("bold", "Bold"), check("inverse", "White on black"), check("is_title", "The page's title")],
  address: [],
  symbol: [check("shows_text", "Readable text below")],
  image: [],
  line: [],
  box: [check("filled", "Filled black")],
  table: [check("ruled", "Lines between rows", true), check("continues", "Goes on on further pages")],
};
