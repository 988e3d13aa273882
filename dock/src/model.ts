/** What was found of some units of a line. */
export type Outcome = "arrived" | "missing" | "extra" | "wrong" | "damaged";
export type Disposition = "restock" | "resell" | "refurbish" | "vendor" | "donate" | "recycle" | "scrap";

export interface Suggestion {
  disposition: Disposition | null;
  rule: string;
  place: string;
}

/** What somebody found, at this dock or elsewhere. `isQueued` is ours: the server has not said yes to it. */
export interface Finding {
  id: string;
  outcome: Outcome;
  quantity: number;
  grade: string;
  disposition: Disposition | null;
  place: string;
  title?: string;
  by: string;
  at: string;
  isQueued?: boolean;
}

export interface Line {
  order_id: string;
  line_id: string;
  order_number: string;
  sku: string;
  title: string;
  picture: string;
  quantity: number;
  reason: string;
  reason_said: string;
  condition: string | null;
  resolution: string;
  exchange: string | null;
  unit_price_minor: number | null;
  currency: string;
  weight_g: number | null;
  photos: number;
  suggestions: Record<string, Suggestion>;
  found: Finding[];
}

export interface Box {
  /** Null for a box more than was announced. */
  number: number | null;
  tracking_number: string | null;
  received: {
    receipt_id: string;
    at: string;
    by: string;
    weight_g: number | null;
    isQueued?: boolean;
  } | null;
}

/** A return as the dock is told of it: what the work needs, and nobody's name. */
export interface Expected {
  shop: string;
  id: string;
  rma: string;
  rma_shown: string;
  status: string;
  warehouse: string;
  order_numbers: string[];
  because_note: string;
  is_withdrawal: boolean;
  boxes: Box[];
  lines: Line[];
  extras: Finding[];
  updated_at: string;
  codes: string[];
  /** Links to the shopper's photos by line, only where the server was asked for this one return. */
  photos?: { line_id: string; url: string }[];
}

export interface Shop {
  slug: string;
  id: string;
  name: string;
  warehouse: string;
  grades: { code: string; label: string; is_sellable: boolean }[];
  dispositions: Disposition[];
  places: Partial<Record<Disposition, string>>;
  undo_seconds: number;
}

export interface Shift {
  id: string;
  worker: string;
  name: string;
  expires_at: string;
}

export interface Me {
  device: { id: string; name: string; warehouse: string };
  shops: Shop[];
  workers: { id: string; name: string }[];
  shift: Shift | null;
  server_time: string;
}

export type EventKind = "receive" | "inspect" | "mystery" | "undo";
export type EventState = "queued" | "applied" | "refused" | "held";

/** One deed, as it is kept here and sent. `return_id` is for us: what it is about. */
export interface DockEvent {
  id: string;
  number: number;
  /** The shape of its body; one that was queued by an older app is sent as it was written. */
  v: number;
  shop: string;
  shift: string;
  kind: EventKind;
  at: string;
  body: Record<string, unknown>;
  return_id: string;
  /** What the list of the day calls it. */
  shown: string;
  state: EventState;
  /** What the server answered: a code, its sentence, and who was first and when. */
  code: string;
  sentence: string;
  by: string;
  by_at: string;
  isSeen: boolean;
}

export interface Answer {
  id: string;
  state: "applied" | "again" | "refused" | "held";
  code?: string | null;
  sentence?: string | null;
  by?: string | null;
  at?: string | null;
  expected?: Expected | null;
}

export type Verdict = "found" | "several" | "unknown" | "incomplete" | "unused";

export interface ScanAnswer {
  verdict: Verdict;
  /** `box` is the one that the code names. */
  expected: (Expected & { box?: number | null })[];
  code: string;
  /** Our labels that no return uses yet, by their orders. */
  unused?: { shop: string; order_number: string }[];
  /** An unknown box with this code that was put aside before. */
  known?: { by: string; at: string } | null;
}

/** One scan in the list of the last ones. */
export interface SeenScan {
  id: string;
  at: string;
  code: string;
  verdict: string;
  shop: string;
  return_id: string;
  shown: string;
}

export interface Photo {
  id: string;
  bytes: ArrayBuffer;
  type: string;
  at: string;
  state: "draft" | "queued" | "sent" | "refused";
}
