import type { Box, Size } from "./geometry";

/** A design of one kind of document on one size of paper, as the server keeps it. */
export interface Design {
  name: string;
  kind: string;
  size: string;
  elements: DesignElement[];
}

export const TYPES = ["text", "address", "symbol", "image", "line", "box", "table"] as const;
export type ElementType = (typeof TYPES)[number];

/** A text for everybody, or one for each language. */
export type Wording = string | Record<string, string>;

export interface Column {
  fact: string;
  width: number;
  heading?: Wording;
  /** Another fact, small below it. */
  below?: string;
  align?: string;
  bold?: boolean;
  foot?: Wording;
}

/** One thing on the sheet; which of the rest it has depends on its type. */
export interface DesignElement extends Box {
  id: string;
  type: ElementType;
  /** Names of conditions and facts that must all hold, `!` before one that must not. */
  when?: string;
  languages?: string[];
  text?: Wording;
  heading?: Wording;
  gutter?: number;
  is_title?: boolean;
  ruled?: boolean;
  fact?: string;
  size_pt?: number;
  floor_pt?: number;
  bold?: boolean;
  inverse?: boolean;
  align?: string;
  valign?: string;
  symbology?: string;
  shows_text?: boolean;
  weight?: number;
  dash?: number;
  filled?: boolean;
  rows?: string;
  columns?: Column[];
  continues?: boolean;
}

export interface Fact {
  name: string;
  kind: string;
  says: string;
}

export interface Condition {
  name: string;
  says: string;
}

export interface Paper extends Size {
  size: string;
  name: string;
  margin: number;
}

export interface Kept {
  own: boolean;
  design: Design;
}

/** All that the page starts from. */
export interface Facts {
  shop: { name: string; slug: string };
  version: number;
  kinds: { kind: string; name: string }[];
  papers: Paper[];
  /** Where one begins: the shop's label. */
  place: string;
  /** By `<kind>.<size>`; what is missing is not drawn on that paper. */
  designs: Record<string, Kept>;
  facts: Fact[];
  conditions: Condition[];
  words: { key: string; says: string }[];
  languages: { tag: string; name: string; direction: string }[];
  default_language: string;
  /** What a page can be filled with, and the conditions and facts that hold for it. */
  samples: { name: string; says: string; holds: string[] }[];
}

/** One thing that keeps a design from being printed; `element` is empty where it is about the whole. */
export interface DesignProblem {
  code: string;
  element: string;
  detail: string;
}
