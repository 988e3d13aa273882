import type { Say } from "../dialog";
import type { Config, Line, Made, Opened, Preview, Received, Statement } from "../model";
import type { Photo } from "./photos";

export type Step = "proof" | "lines" | "details" | "done" | "withdraw" | "statement" | "received";

/** How an order was asked for, to ask again. */
export type Asking = { token?: string; order_number?: string | undefined; proof?: object; lang: string };

/** An order that was opened, and how. */
export type Known = Opened & { asking: Asking };

/** One shopper's way through the widget: everything typed so far, in memory only. */
export interface Visit {
  readonly config: Config;
  readonly say: Say;
  path: Step[];
  step: Step;
  /** The way to go back to from the withdrawal that was opened on it. */
  home?: Step[] | undefined;
  token?: string | undefined;
  /** What may travel in one box: the order that was asked for, and those added to it. */
  orders: Known[];
  /** One more order is being asked for. */
  adding?: boolean;
  /** Every control's value by its name: a field's id, `line.<key>` (how many), `reason.<key>`, `note.<key>` … */
  values: Record<string, string>;
  /** The pictures of each line, by its key. */
  photos: Record<string, Photo[]>;
  /** The idempotency key of this attempt; a changed answer makes it a new attempt. */
  key: string | null;
  preview?: Preview | undefined;
  made?: Made;
  statement?: Statement;
  received?: Received;
  blocked?: boolean;
  busy?: boolean;
  ask<T>(path: string, body: object | Blob, key?: string | null, session?: string | null): Promise<T>;
  go(step?: Step, notice?: string): void;
  emit(type: string, detail?: object): boolean;
}

/** Tell whether any of a line may still go back, by any choice. */
export const isOpen = ({ returnable, left, terms }: Line): boolean =>
  returnable && left > 0 && !(terms?.length && terms.every(({ outcome }) => outcome === "refuse"));

/** How many of a line the shopper picked. */
export const pickedOf = ({ values }: Visit, { key }: Line): number => Number(values[`line.${key}`]);

/** List the lines of one order that were picked. */
export const pickedLines = (visit: Visit, { lines }: Opened): Line[] =>
  lines.filter((line) => isOpen(line) && pickedOf(visit, line));

/** List the orders that something goes back of. */
export const boxedOrders = (visit: Visit): Known[] =>
  visit.orders.filter((order) => pickedLines(visit, order).length);

/** The step after this one, or before it with -1. */
export function neighbour({ path, step }: Visit, by = 1): Step | undefined {
  return path[path.indexOf(step) + by];
}
