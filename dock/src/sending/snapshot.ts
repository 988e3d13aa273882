import { type Delta, readDelta } from "../api";
import { changedAt, putItems, shopOf } from "../kept/boxes";
import type { Database } from "../kept/database";
import { readFact } from "../kept/facts";
import { packUlid } from "../ulid";
import { takeTurn } from "./turns";

/** More than this a device does not carry, whatever it is sent; those that changed last stay. */
export const MOST_BOXES = 20_000;

/** So many are written at once: whoever scans meanwhile waits for no more. */
const AT_ONCE = 50;

/** Fetch what changed of what is expected, page by page; each page counts by itself, so a lost network loses nothing. */
export async function refreshSnapshot(db: Database): Promise<void> {
  await takeTurn("sendback-dock-snapshot", async () => {
    let cursor = (await readFact(db, "cursor")) ?? "";
    for (let more = true; more; ) {
      const delta = await readDelta(cursor);
      await forget(db, delta);
      await take(db, delta);
      more = delta.more && delta.cursor !== cursor;
      cursor = delta.cursor;
    }
    await bound(db);
  });
}

/** Take a page in. Its cursor is written last: a page that was cut off is told once more. */
async function take(db: Database, { items, common, gone, shops, cursor }: Delta): Promise<void> {
  await db.put("facts", { ...(await readFact(db, "common")), ...common }, "common");
  await db.put("facts", shops, "carried");
  for (let start = 0; start < items.length; start += AT_ONCE)
    await putItems(db, items.slice(start, start + AT_ONCE));
  const tx = db.transaction(["boxes", "facts"], "readwrite");
  for (const id of gone) await tx.objectStore("boxes").delete(packUlid(id));
  await tx.objectStore("facts").put(cursor, "cursor");
  await tx.done;
}

/** Take out what is told again, and what is of shops that this device serves no longer; all is looked at only then. */
async function forget(db: Database, { anew, shops }: Delta): Promise<void> {
  const carried = (await readFact(db, "carried")) ?? [];
  if (!anew.length && carried.every((shop) => shops.includes(shop))) return;
  if (shops.every((shop) => anew.includes(shop))) return db.clear("boxes");
  const tx = db.transaction("boxes", "readwrite");
  for (let at = await tx.store.openCursor(); at; at = await at.continue())
    if (anew.includes(shopOf(at.value)) || !shops.includes(shopOf(at.value))) await at.delete();
  await tx.done;
}

async function bound(db: Database): Promise<void> {
  const over = (await db.count("boxes")) - MOST_BOXES;
  if (over <= 0) return;
  const oldest = (await db.getAll("boxes")).sort((one, other) => changedAt(one) - changedAt(other));
  const tx = db.transaction("boxes", "readwrite");
  for (const { id } of oldest.slice(0, over)) await tx.store.delete(packUlid(id));
  await tx.done;
}
