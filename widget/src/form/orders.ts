import type { Opened } from "../model";
import { type Asking, isOpen, type Known, pickedOf, type Visit } from "./visit";

/** Take in what the door says of an order; what the shopper typed stands over what the order knows. */
export function takeOrder(visit: Visit, opened: Opened, asking: Asking): void {
  const { values, orders, adding } = visit;
  const { lines, order } = opened;
  const place = orders.findIndex((known) => known.order.number === order.number);
  const at = place < 0 ? (adding ? orders.length : 0) : place;
  orders[at] = { ...opened, asking } satisfies Known;
  if (!at) takeContact(visit, opened);
  for (const line of lines) {
    line.key = at ? `${order.number}/${line.id}` : line.id;
    const name = `line.${line.key}`;
    // An order of one thing leaves nothing to choose.
    const usual = lines.length > 1 ? 0 : 1;
    const picked = isOpen(line) ? Math.min(pickedOf(visit, line) || usual, line.left) : 0;
    values[name] = picked ? `${picked}` : "";
  }
}

function takeContact({ values }: Visit, { contact }: Opened): void {
  const address = contact?.address;
  const [street, ...more] = address?.lines ?? [];
  keep(values, "", { name: address?.name, ...contact, address: null });
  keep(values, "address.", { ...address, street, street2: more.join(", ") });
}

function keep(values: Record<string, string>, before: string, known: object): void {
  for (const [name, value] of Object.entries(known)) {
    if (value && typeof value === "string") values[before + name] ||= value;
  }
}

/** Ask for an order: by token or number, with the proof that was typed. Raises Refusal. */
export async function openOrder(visit: Visit): Promise<Opened> {
  const { values, config, adding } = visit;
  const token = adding ? undefined : visit.token;
  const kind = values.proof;
  const asking: Asking = {
    ...(token ? { token } : { order_number: values.order_number }),
    ...(kind ? { proof: { [kind]: values[kind] } } : {}),
    lang: config.language,
  };
  const opened = await visit.ask<Opened>("orders/open", asking);
  takeOrder(visit, opened, asking);
  return opened;
}

/** Ask anew for every order of the visit, as each was asked for: something went meanwhile. Raises Refusal. */
export async function reopenOrders(visit: Visit): Promise<void> {
  for (const { asking } of visit.orders) {
    takeOrder(visit, await visit.ask<Opened>("orders/open", asking), asking);
  }
}
