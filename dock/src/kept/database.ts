import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { DockEvent, Photo, SeenScan } from "../model";
import type { Kept } from "./boxes";

export interface Schema extends DBSchema {
  facts: { key: string; value: unknown };
  boxes: { key: Uint8Array<ArrayBuffer>; value: Kept; indexes: { codes: string } };
  events: { key: number; value: DockEvent; indexes: { state: string; about: string } };
  photos: { key: string; value: Photo; indexes: { state: string } };
  seen: { key: string; value: SeenScan };
}
export type Database = IDBPDatabase<Schema>;

/** A deed counts once it is on the disk, not once it is on its way there. */
export const STRICT: IDBTransactionOptions = { durability: "strict" };

/** Open what this device keeps; `onOlder` is called when a newer page wants to change it and we must let go. */
export function openDatabase(onOlder: () => void): Promise<Database> {
  return openDB<Schema>("sendback-dock", 1, {
    upgrade(db) {
      db.createObjectStore("facts");
      db.createObjectStore("boxes").createIndex("codes", "codes", { multiEntry: true });
      const events = db.createObjectStore("events", { keyPath: "number" });
      events.createIndex("state", "state");
      events.createIndex("about", "return_id");
      db.createObjectStore("photos", { keyPath: "id" }).createIndex("state", "state");
      db.createObjectStore("seen", { keyPath: "id" });
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      onOlder();
    },
  });
}

/** Take away everything of the shops; `deeds` too once none waits. */
export async function wipe(db: Database, deeds: boolean): Promise<void> {
  const stores = ["boxes", "seen", "facts", ...(deeds ? ["events", "photos"] : [])] as (
    | "boxes"
    | "seen"
    | "facts"
    | "events"
    | "photos"
  )[];
  const tx = db.transaction(stores, "readwrite", STRICT);
  await Promise.all([tx.objectStore("boxes").clear(), tx.objectStore("seen").clear()]);
  for (const fact of ["me", "cursor", "common", "carried", "shift", "bulk", ...(deeds ? ["number"] : [])])
    await tx.objectStore("facts").delete(fact);
  if (deeds) await Promise.all([tx.objectStore("events").clear(), tx.objectStore("photos").clear()]);
  await tx.done;
}
