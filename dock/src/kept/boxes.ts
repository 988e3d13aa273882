import type { Expected } from "../model";
import { packUlid } from "../ulid";
import type { Database } from "./database";
import { type Common, type Item, keepItem, type Packed, unpack } from "./packed";

/** A return as it is kept: packed as it was carried along, or whole as the server told of it since. */
export type Kept = Packed | Expected;

/** Find a return by its id. */
export async function findBox(db: Database, id: string): Promise<Expected | undefined> {
  const kept = await db.get("boxes", packUlid(id));
  return kept && (await open(db, [kept]))[0];
}

/** List the returns that a code leads to, as compared. */
export const listByCode = async (db: Database, code: string): Promise<Expected[]> =>
  open(db, await db.getAllFromIndex("boxes", "codes", code));

/** List all that is kept. */
export const listBoxes = async (db: Database): Promise<Expected[]> => open(db, await db.getAll("boxes"));

/** Keep some of what the snapshot tells. */
export async function putItems(db: Database, items: readonly Item[]): Promise<void> {
  const tx = db.transaction("boxes", "readwrite");
  await Promise.all([...items.map((item) => tx.store.put(keepItem(item), packUlid(item[0]))), tx.done]);
}

export const shopOf = (kept: Kept): string => ("row" in kept ? kept.row[0] : kept.shop);
/** When it last changed, in milliseconds. */
export const changedAt = (kept: Kept): number =>
  "row" in kept ? kept.row[4] * 1000 : Date.parse(kept.updated_at);

async function open(db: Database, kept: readonly Kept[]): Promise<Expected[]> {
  if (!kept.some((each) => "row" in each)) return kept as Expected[];
  const common = ((await db.get("facts", "common")) ?? {}) as Common;
  return kept.map((each) => ("row" in each ? unpack(each, common) : each));
}
