import type { Line, Preview } from "../model";
import type { Refusal } from "../refusal";
import { reopenOrders } from "./orders";
import { idsOf } from "./photos";
import { readAddress } from "./steps/address";
import { isExchange, OTHER, reasonOf } from "./terms";
import { boxedOrders, type Known, pickedLines, pickedOf, type Visit } from "./visit";

/** Ask what would become of the choices made; known on the visit from then on. Raises Refusal. */
export async function previewReturn(visit: Visit): Promise<void> {
  const country = visit.values["address.country"];
  const body = { ...choicesBody(visit), ...(country ? { contact: { address: { country } } } : {}) };
  visit.preview = await visit.ask<Preview>("returns/preview", body);
}

/** Say the whole return in the shape the door takes. */
export function returnBody(visit: Visit): object {
  const { values, config, preview } = visit;
  const value = (name: string) => values[name]?.trim() || undefined;
  const address = config.fields.find(({ kind }) => kind === "address");
  const own = config.fields.filter(({ kind }) => /^(text|select)$/.test(kind));
  return {
    ...choicesBody(visit),
    contact: {
      name: value("name"),
      email: value("email"),
      phone: value("phone"),
      address: address ? readAddress(visit, address) : value("postcode") && { postcode: value("postcode") },
    },
    fields: Object.fromEntries(own.map(({ id }) => [id, value(id)])),
    delivery: preview?.sends === false ? config.delivery.ways[0] : values.delivery,
    agreed: preview?.fee_text,
  };
}

/** Say what goes back and why: the first order's lines, and those of the orders beside it. */
function choicesBody(visit: Visit): object {
  const boxes = boxedOrders(visit).map((order) => ({
    session: order.session,
    lines: pickedLines(visit, order).map((line) => lineBody(visit, line)),
  }));
  const [first, ...beside] = boxes;
  return { ...first, ...(beside.length ? { beside } : {}), lang: visit.config.language };
}

function lineBody(visit: Visit, line: Line): object {
  const { values, config } = visit;
  const value = (part: string) => values[`${part}.${line.key}`]?.trim() || undefined;
  const reason = reasonOf(visit, line);
  const sku = value("exchange");
  const wish = sku && sku !== OTHER && line.variants?.length ? { sku } : { title: value("exchange_title") };
  const photos = reason && reason.photos !== "off" ? idsOf(visit, line) : [];
  return {
    id: line.id,
    quantity: pickedOf(visit, line),
    reason: value("reason"),
    sub_reason: reason?.subs?.length ? value("sub_reason") : undefined,
    condition: config.conditions?.length ? value("condition") : undefined,
    resolution: value("resolution"),
    exchange: isExchange(visit, line) ? wish : undefined,
    note: reason?.note === "off" ? undefined : value("note"),
    photos: photos.length ? photos : undefined,
  };
}

/** Name the input that a field of the request body came from. */
export function inputOf(visit: Visit, field: string): string {
  const [, place, id, part] = /^(?:beside\.(\d+)\.)?lines\.(.+?)(?:\.([a-z_]+))?$/.exec(field) ?? [];
  if (id) {
    const order = boxedOrders(visit)[place ? Number(place) + 1 : 0];
    const line = order?.lines.find((one) => one.id === id);
    return `${part && part !== "quantity" ? part : "line"}.${line?.key ?? id}`;
  }
  return field.replace(/^(contact|fields|proof)\./, "").replace(/\.lines.*/, ".street");
}

/** Go back to where a refusal can be mended: a new proof, or another choice of lines. */
export function stepBack(visit: Visit, { kind, detail, errors }: Refusal): boolean {
  if (kind === "session-expired") {
    const [first] = visit.orders as [Known];
    visit.key = null;
    // The others are added again with their own proof; what was chosen of them waits under their number.
    visit.orders = [first];
    visit.path = ["lines", "proof", "details", "done"];
    visit.values.order_number = first.order.number;
    visit.go("proof", visit.say("error_session"));
    return true;
  }
  const dearer = errors.find(({ field }) => field === "agreed");
  if (dearer) {
    // The terms changed since they were shown: nothing is sent before the new ones were seen.
    const tell = () => visit.go("details", dearer.detail);
    previewReturn(visit).then(tell, tell);
    return true;
  }
  const flaw = errors.find(({ field }) => /^(beside\.\d+\.)?(lines|session)/.test(field));
  if (!flaw && !/^(not-returnable|quantity-gone)$/.test(kind)) return false;
  const show = () => visit.go("lines", flaw?.detail || detail);
  reopenOrders(visit).then(show, show);
  return true;
}
