import type { IDBPObjectStore } from "idb";
import { type Delta, readDelta } from "../api";
import type { Database, Schema } from "../kept/database";
import { readFact } from "../kept/facts";
import { takeTurn } from "./turns";

type Store = IDBPObjectStore<Schema, ("boxes" | "facts")[], "boxes", "readwrite">;

/** More than this a device does not carry, whatever it is sent; those that changed last stay. */
export const MOST_BOXES = 20_000;

/** Fetch what changed of what is expected, page by page; each page counts by itself, so a lost network loses nothing. */
export async function refreshSnapshot(db: Database): Promise<void> {
  await takeTurn("sendback-dock-snapshot", async () => {
    let cursor = (await readFact(db, "cursor")) ?? "";
    let isFirst = true;
    for (let more = true; more; ) {
      const delta = await readDelta(cursor);
      const tx = db.transaction(["boxes", "facts"], "readwrite");
      const boxes = tx.objectStore("boxes");
      if (delta.anew.length || isFirst) await forget(boxes, delta);
      isFirst = false;
      for (const item of delta.items) await boxes.put(item);
      for (const id of delta.gone) await boxes.delete(id);
      await tx.objectStore("facts").put(delta.cursor, "cursor");
      await tx.done;
      more = delta.more && delta.cursor !== cursor;
      cursor = delta.cursor;
    }
    await bound(db);
  });
}

/** Take out what is told again, and what is of shops that this device serves no longer. */
async function forget(boxes: Store, { anew, shops }: Delta): Promise<void> {
  for (let at = await boxes.openCursor(); at; at = await at.continue())
    if (anew.includes(at.value.shop) || !shops.includes(at.value.shop)) await at.delete();
}

async function bound(db: Database): Promise<void> {
  const over = (await db.count("boxes")) - MOST_BOXES;
  if (over <= 0) return;
  const oldest = (await db.getAll("boxes")).sort((one, other) =>
    one.updated_at < other.updated_at ? -1 : 1,
  );
  const tx = db.transaction("boxes", "readwrite");
  for (const { id } of oldest.slice(0, over)) await tx.store.delete(id);
  await tx.done;
}
