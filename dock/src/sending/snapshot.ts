import { type Delta, readDelta } from "../api";
import { type BoxStore, changedAt, putItems, shopOf } from "../kept/boxes";
import type { Database } from "../kept/database";
import { readFact } from "../kept/facts";
import type { Common } from "../kept/packed";
import { takeTurn } from "./turns";

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
      await putItems(boxes, delta.items);
      for (const id of delta.gone) await boxes.delete(id);
      const facts = tx.objectStore("facts");
      await facts.put({ ...((await facts.get("common")) as Common | undefined), ...delta.common }, "common");
      await facts.put(delta.cursor, "cursor");
      await tx.done;
      more = delta.more && delta.cursor !== cursor;
      cursor = delta.cursor;
    }
    await bound(db);
  });
}

/** Take out what is told again, and what is of shops that this device serves no longer. */
async function forget(boxes: BoxStore, { anew, shops }: Delta): Promise<void> {
  for (let at = await boxes.openCursor(); at; at = await at.continue())
    if (anew.includes(shopOf(at.value)) || !shops.includes(shopOf(at.value))) await at.delete();
}

async function bound(db: Database): Promise<void> {
  const over = (await db.count("boxes")) - MOST_BOXES;
  if (over <= 0) return;
  const oldest = (await db.getAll("boxes")).sort((one, other) => changedAt(one) - changedAt(other));
  const tx = db.transaction("boxes", "readwrite");
  for (const { id } of oldest.slice(0, over)) await tx.store.delete(id);
  await tx.done;
}
