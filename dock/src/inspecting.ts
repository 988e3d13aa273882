import { aboutReturn } from "./deeds";
import type { Dock } from "./dock";
import type { Deed } from "./kept/queue";
import type { Disposition, Expected, Line, Outcome } from "./model";

/** What a worker says about some units. */
export interface Said {
  outcome: Outcome;
  quantity: number;
  grade?: string;
  disposition?: Disposition | null;
  place?: string;
  reason?: string;
  title?: string;
  note?: string;
  recovered_minor?: number | null;
  photos?: string[];
}

/** Write down what was found of a line; null for something that nobody announced. */
export function inspect(dock: Dock, expected: Expected, line: Line | null, said: Said): Deed {
  const { outcome, quantity, grade = "", disposition = null, place = "", reason = "", note = "" } = said;
  const which = line ? { order_id: line.order_id, line_id: line.line_id, sku: line.sku } : {};
  const body = {
    return_id: expected.id,
    ...which,
    title: (line?.title ?? said.title ?? "").slice(0, 120),
    outcome,
    quantity,
    grade,
    disposition,
    place,
    reason,
    note,
    recovered_minor: said.recovered_minor ?? null,
    photos: said.photos ?? [],
  };
  return aboutReturn(
    dock,
    "inspect",
    expected,
    body,
    `${expected.rma_shown} · ${line?.title || said.title || ""}`,
  );
}
