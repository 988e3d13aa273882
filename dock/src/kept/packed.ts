/**
 * Returns as they are carried: plain lists, a fraction of what is told online. `receiving/scanning/packing.py` packs alike; both
 * are held to tests/vectors/packed_returns.json.
 */

import type { Disposition, Expected, Finding, Line, Outcome, Suggestion } from "../model";

type Found = [
  id: string,
  outcome: Outcome,
  quantity: number,
  grade: string,
  disposition: Disposition | null,
  place: string,
  sku: string,
  title: string,
  by: string,
  at: number,
];
type Receipt = [id: string, at: number, by: string, weight_g: number | null];
type PackedLine = [
  order: number,
  line_id: string,
  sku: string,
  title: string,
  quantity: number,
  mark: string,
  condition: string,
  resolution: string,
  exchange: string,
  unit_price_minor: number | null,
  currency: string,
  weight_g: number | null,
  photos: number,
  found: Found[],
];
export type Item = [
  id: string,
  shop: string,
  rma: string,
  status: string,
  warehouse: string,
  updated_at: number,
  is_withdrawal: number,
  because_note: string,
  orders: [id: string, number: string][],
  boxes: [number: number | null, tracking_number: string | null, received: Receipt | null][],
  lines: PackedLine[],
  extras: Found[],
  other_codes: string[],
];

/** What many lines have in common, by its mark. */
export type Common = Record<string, Pick<Line, "reason" | "reason_said" | "suggestions">>;

/** A return as it lies in the store: its key, what it is found by, and the rest of the list. */
export interface Packed {
  id: string;
  codes: string[];
  row: Item extends [string, ...infer Rest] ? Rest : never;
}

/** Make an item ready to be kept: it is found by its numbers as they stand, by `<rma><box>`, and by what was told besides. */
export function keepItem([id, ...row]: Item): Packed {
  const [, rma, , , , , , orders, boxes, , , others] = row;
  const numbers = boxes.flatMap(([number, tracking]) => [
    ...(number === null ? [] : [`${rma}${number}`]),
    ...(number !== null && number > 1 ? [`${rma}B${number}`] : []),
    ...(tracking === null ? [] : [tracking]),
  ]);
  return {
    id,
    codes: [...new Set([rma, ...numbers, ...orders.map(([, number]) => number), ...others])],
    row,
  };
}

/** Read a kept return as it would be told online, but for the pictures of its wares. */
export function unpack({ id, codes, row }: Packed, common: Common): Expected {
  const [shop, rma, status, warehouse, updated, isWithdrawal, note, orders, boxes, lines, extras] = row;
  return {
    id,
    shop,
    rma,
    rma_shown: showRma(rma),
    status,
    warehouse,
    order_numbers: [...new Set(orders.map(([, number]) => number))],
    because_note: note,
    is_withdrawal: isWithdrawal === 1,
    boxes: boxes.map(([number, tracking_number, received]) => ({
      number,
      tracking_number,
      received: received && readReceipt(received),
    })),
    lines: lines.map((line) => readLine(line, orders, common)),
    extras: extras.map(readFound),
    updated_at: sayMoment(updated),
    codes,
  };
}

const showRma = (rma: string): string =>
  `R${rma
    .slice(1, -1)
    .match(/.{1,4}/g)
    ?.join("-")}-${rma.slice(-1)}`;

const readReceipt = ([receipt_id, at, by, weight_g]: Receipt) => ({
  receipt_id,
  at: sayMoment(at),
  by,
  weight_g,
});

function readLine(packed: PackedLine, orders: Item[8], common: Common): Line {
  const [order, line_id, sku, title, quantity, mark, condition, resolution, exchange] = packed;
  const [, , , , , , , , , unit_price_minor, currency, weight_g, photos, found] = packed;
  const [order_id, order_number] = orders[order] ?? ["", ""];
  const named = { order_id, line_id, order_number, sku, title, picture: "", quantity };
  const said = common[mark] ?? { reason: "", reason_said: "", suggestions: {} as Record<string, Suggestion> };
  const facts = { condition, resolution, exchange, unit_price_minor, currency, weight_g, photos };
  return { ...named, ...said, ...facts, found: found.map(readFound) };
}

const readFound = ([id, outcome, quantity, grade, disposition, place, sku, title, by, at]: Found): Finding & {
  sku: string;
} => ({ id, outcome, quantity, grade, disposition, place, sku, title, by, at: sayMoment(at) });

const sayMoment = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().replace(".000Z", "+00:00");
