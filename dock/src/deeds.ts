import { tellChange } from "./changes";
import { type Dock, findShift } from "./dock";
import { type Deed, queueDeeds, StorageFull } from "./kept/queue";
import type { DockEvent, EventKind, Expected } from "./model";
import { say } from "./words";

type Body = Record<string, unknown>;

/** Write down one deed about a return. */
export const aboutReturn = (
  dock: Dock,
  kind: EventKind,
  expected: Expected,
  body: Body,
  shown: string,
): Deed => ({
  ...aboutShop(dock, kind, expected.shop, body, shown),
  return_id: expected.id,
});

/** Write down one deed of a shop that is about no return. */
export const aboutShop = (dock: Dock, kind: EventKind, shop: string, body: Body, shown: string): Deed => ({
  kind,
  shop,
  shift: findShift(dock, Date.now())?.id ?? dock.me?.shift?.id ?? "",
  return_id: "",
  body,
  shown,
});

/** Keep deeds and set off sending them; null, and said so, when this device has no room for them. */
export async function doDeeds(dock: Dock, deeds: readonly Deed[]): Promise<DockEvent[] | null> {
  try {
    const events = await queueDeeds(dock.db, deeds, Date.now());
    tellChange();
    void dock.send();
    return events;
  } catch (error) {
    dock.tell(say(error instanceof StorageFull ? "storage_full" : "not_kept"), "stop");
    return null;
  }
}

const PATIENCE_MS = 2500;

/** Wait a moment for the server, then say whether it has taken all of them in: nothing is called saved before. */
export async function haveArrived(dock: Dock, events: readonly DockEvent[]): Promise<boolean> {
  await Promise.race([dock.send(), new Promise((done) => setTimeout(done, PATIENCE_MS))]);
  const now = await Promise.all(events.map(({ number }) => dock.db.get("events", number)));
  return now.every((event) => event?.state === "applied");
}

/** Take a box of a return in; without a number it is the first that is not in. */
export const receive = (dock: Dock, expected: Expected, parcel: number | null, more: Body = {}): Deed =>
  aboutReturn(dock, "receive", expected, { return_id: expected.id, parcel, ...more }, expected.rma_shown);

/** Take back something that was done here; the server knows it by the id of its event. */
export const takeBack = (dock: Dock, event: DockEvent): Deed => ({
  ...aboutShop(dock, "undo", event.shop, { subject: event.id }, event.shown),
  return_id: event.return_id,
});
