import type { Design, DesignElement, DesignProblem, Facts, Paper } from "./model";

/** How the sheet is looked at. */
export interface View {
  language: string;
  sample: string;
  zoom: number;
  page: number;
}

/** What every part of the page may ask of the whole. */
export interface App {
  readonly facts: Facts;
  /** What is on the screen: while something is dragged, already as it would be. */
  readonly design: Design;
  readonly paper: Paper;
  readonly view: View;
  readonly selected: DesignElement | undefined;
  readonly problems: DesignProblem[];
  /** Whether the chosen language reads from right to left: then the whole sheet is mirrored. */
  readonly isMirrored: boolean;
  /** Take a step that can be undone; steps with one key soon after each other are one. */
  change(design: Design, key?: string): void;
  /** Show what a drag would do, or with null that it did nothing. */
  show(design: Design | null): void;
  /** Select an element, or none; `leads` when one wants to go to its fields. */
  select(id: string | null, leads?: boolean): void;
  look(view: Partial<View>): void;
}
