import type { Say } from "../dialog";
import type { Config, Line, Made, Opened } from "../model";

export type Step = "proof" | "lines" | "details" | "done";

/** One shopper's way through the widget: everything typed so far, in memory only. */
export interface Visit {
  readonly config: Config;
  readonly say: Say;
  path: Step[];
  step: Step;
  token?: string | undefined;
  order?: Opened;
  session?: string | null;
  /** Every control's value by its name: a field's id, `line.<id>` (how many), `reason.<id>`, `note.<id>`. */
  values: Record<string, string>;
  /** The idempotency key of this attempt; a changed answer makes it a new attempt. */
  key: string | null;
  made?: Made;
  blocked?: boolean;
  busy?: boolean;
  ask<T>(path: string, body: object, key?: string | null): Promise<T>;
  go(step?: Step, notice?: string): void;
  emit(type: string, detail?: object): boolean;
}

export const isOpen = (line: Line): boolean => line.returnable && line.left > 0;

/** How many of a line the shopper picked. */
export const pickedOf = ({ values }: Visit, { id }: Line): number => Number(values[`line.${id}`]);

/** The step after this one, or before it with -1. */
export function neighbour({ path, step }: Visit, by = 1): Step | undefined {
  return path[path.indexOf(step) + by];
}

/** Take in what the door says of an order; what the shopper typed stands over what the order knows. */
export function takeOrder(visit: Visit, opened: Opened): void {
  const { values } = visit;
  const { contact, lines } = opened;
  const address = contact?.address;
  const [street, ...more] = address?.lines ?? [];
  visit.order = opened;
  if (opened.proved) visit.session = opened.session;
  const known = { name: address?.name, ...contact, address: null };
  keep(values, "", known);
  keep(values, "address.", { ...address, street, street2: more.join(", ") });
  for (const line of lines) {
    const name = `line.${line.id}`;
    // An order of one thing leaves nothing to choose.
    const picked = isOpen(line)
      ? Math.min(pickedOf(visit, line) || (lines.length > 1 ? 0 : 1), line.left)
      : 0;
    values[name] = picked ? `${picked}` : "";
  }
}

function keep(values: Record<string, string>, before: string, known: object): void {
  for (const [name, value] of Object.entries(known)) {
    if (value && typeof value === "string") values[before + name] ||= value;
  }
}

/** Ask for this order: by token or number, with the proof that was typed. Raises Refusal. */
export async function openOrder(visit: Visit): Promise<Opened> {
  const { token, values, config } = visit;
  const kind = values.proof;
  const opened = await visit.ask<Opened>("orders/open", {
    ...(token ? { token } : { order_number: values.order_number }),
    ...(kind ? { proof: { [kind]: values[kind] } } : {}),
    lang: config.language,
  });
  takeOrder(visit, opened);
  return opened;
}
