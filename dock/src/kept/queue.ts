import type { Answer, DockEvent, EventKind, Photo } from "../model";
import { makeUlid, packUlid } from "../ulid";
import { type Database, STRICT } from "./database";
import { settle } from "./settling";

/** What somebody did, before it has its id and number. */
export interface Deed {
  kind: EventKind;
  shop: string;
  shift: string;
  return_id: string;
  body: Record<string, unknown>;
  shown: string;
}

/** The disk takes no more: nothing was kept, and whoever did the deed must hear it. */
export class StorageFull extends Error {}

const BODY_VERSION = 1;
const UNANSWERED = { state: "queued", code: "", sentence: "", by: "", by_at: "", isSeen: false } as const;

/** Keep deeds in their order, all or none of them; they count once this returns. */
export async function queueDeeds(db: Database, deeds: readonly Deed[], now: number): Promise<DockEvent[]> {
  try {
    return await write(db, deeds, now);
  } catch (error) {
    if (!isFull(error)) throw error;
  }
  // What is expected can be fetched again; what was done cannot.
  await db.clear("boxes").catch(() => undefined);
  await db.delete("facts", "cursor").catch(() => undefined);
  return write(db, deeds, now).catch((error: unknown) => {
    throw isFull(error) ? new StorageFull() : error;
  });
}

const isFull = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "QuotaExceededError";

async function write(db: Database, deeds: readonly Deed[], now: number): Promise<DockEvent[]> {
  const tx = db.transaction(["facts", "events", "photos"], "readwrite", STRICT);
  // Watched from the start: a full disk fails the whole, whichever of the steps below hears of it first.
  const done = tx.done;
  done.catch(() => undefined);
  const facts = tx.objectStore("facts");
  let number = ((await facts.get("number")) as number | undefined) ?? 0;
  const made: DockEvent[] = [];
  for (const deed of deeds) {
    const event = {
      ...deed,
      v: BODY_VERSION,
      id: makeUlid(now),
      number: ++number,
      at: new Date(now).toISOString(),
    };
    made.push({ ...event, ...UNANSWERED });
    await tx.objectStore("events").add(made[made.length - 1] as DockEvent);
    for (const id of (deed.body.photos as string[] | undefined) ?? []) {
      const photo = await tx.objectStore("photos").get(id);
      if (photo) await tx.objectStore("photos").put({ ...photo, state: "queued" });
    }
  }
  await facts.put(number, "number");
  await done;
  return made;
}

/** List what the server has not answered, in its order. */
export const listWaiting = async (db: Database): Promise<DockEvent[]> =>
  (await db.getAllFromIndex("events", "state", "queued")).sort((one, other) => one.number - other.number);

export const countWaiting = (db: Database): Promise<number> => db.countFromIndex("events", "state", "queued");

/** List what was refused or held and that the worker has not seen. */
export async function listUnseen(db: Database): Promise<DockEvent[]> {
  const all = await Promise.all(
    ["refused", "held"].map((state) => db.getAllFromIndex("events", "state", state)),
  );
  return all.flat().filter((event) => !event.isSeen);
}

/** List everything that was done to one return here. */
export const listAbout = (db: Database, returnId: string): Promise<DockEvent[]> =>
  db.getAllFromIndex("events", "about", returnId);

/** Write the server's answers beside the deeds, and what it now says of their returns. */
export async function keepAnswers(db: Database, answers: readonly Answer[]): Promise<void> {
  const tx = db.transaction(["events", "boxes"], "readwrite", STRICT);
  const events = tx.objectStore("events");
  for (const event of settle(await events.getAll(), answers)) await events.put(event);
  for (const { expected } of answers)
    if (expected) await tx.objectStore("boxes").put(expected, packUlid(expected.id));
  await tx.done;
}

/** Put deeds aside that this device can send to nobody; the worker is told as of any that was refused. */
export async function setAside(db: Database, events: readonly DockEvent[]): Promise<void> {
  const tx = db.transaction("events", "readwrite", STRICT);
  for (const event of events)
    await tx.store.put({ ...UNANSWERED, ...event, shown: event.shown ?? "", state: "refused" });
  await tx.done;
}

/** Note that the worker has read what became of a deed. */
export async function markSeen(db: Database, event: DockEvent): Promise<void> {
  await db.put("events", { ...event, isSeen: true });
}

const DAY_MS = 24 * 3600 * 1000;

/** Take away what was settled a day ago, and photos that nobody used. */
export async function forgetOld(db: Database, now: number): Promise<void> {
  const isOld = (at: string) => now - Date.parse(at) > DAY_MS;
  const tx = db.transaction(["events", "photos", "seen"], "readwrite");
  for (const event of await tx.objectStore("events").getAll())
    if (isOld(event.at) && (event.state === "applied" || event.isSeen))
      await tx.objectStore("events").delete(event.number);
  for (const photo of (await tx.objectStore("photos").getAll()) as Photo[])
    if (photo.state === "sent" || (photo.state === "draft" && isOld(photo.at)))
      await tx.objectStore("photos").delete(photo.id);
  for (const scan of await tx.objectStore("seen").getAll())
    if (isOld(scan.at)) await tx.objectStore("seen").delete(scan.id);
  await tx.done;
}
