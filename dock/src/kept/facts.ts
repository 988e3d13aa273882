import type { Me } from "../model";
import { type Database, STRICT } from "./database";
import type { Common } from "./packed";

/** How this device wants to be used; nobody's but its own. */
export interface Settings {
  sound: boolean;
  vibration: boolean;
  camera: boolean;
  look: "dark" | "light";
  language: string;
}

/** One box of a list that is taken in together. */
export interface BulkRow {
  code: string;
  verdict: string;
  shop: string;
  return_id: string;
  shown: string;
  parcel: number | null;
  boxes: number;
}

interface Facts {
  me: Me;
  cursor: string;
  common: Common;
  /** The shops of which something may be carried. */
  carried: string[];
  number: number;
  settings: Settings;
  bulk: BulkRow[];
  /** How many milliseconds the server's clock is ahead of ours. */
  clock: number;
  revoked: boolean;
  /** Somebody took everything off this device and the server has yet to hear of it: it asks to join, whatever cookie it has. */
  left: boolean;
}

/** Read one fact; undefined when it was never said. */
export const readFact = async <K extends keyof Facts>(db: Database, key: K): Promise<Facts[K] | undefined> =>
  (await db.get("facts", key)) as Facts[K] | undefined;

/** Keep one fact, on the disk. */
export async function keepFact<K extends keyof Facts>(db: Database, key: K, value: Facts[K]): Promise<void> {
  const tx = db.transaction("facts", "readwrite", STRICT);
  await tx.store.put(value, key);
  await tx.done;
}
