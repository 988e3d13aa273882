import { readReturn, scan, Unreachable } from "./api";
import { readCode } from "./codes";
import type { Dock } from "./dock";
import type { Judged } from "./judging";
import { findBox, listByCode } from "./kept/boxes";
import { listAbout } from "./kept/queue";
import type { Expected, ScanAnswer } from "./model";
import { overlay } from "./overlay";
import { packUlid } from "./ulid";

/** What a code led to; `isFresh` where the server said so just now. */
export interface Looked {
  word: "found" | Extract<Judged["word"], "several" | "unknown" | "incomplete" | "unused" | "offline">;
  expected: Expected[];
  code: string;
  isFresh: boolean;
  /** What is known of a code that leads to no return: whose label it is, or who put its box aside before. */
  more?: Pick<ScanAnswer, "unused" | "known">;
}

const PATIENCE_MS = 4000;

/** Find what a code belongs to: on this device at once, else at the server. */
export async function lookUp(dock: Dock, code: string): Promise<Looked> {
  const here = await findHere(dock, code);
  if (here.length)
    return { word: here.length > 1 ? "several" : "found", expected: here, code, isFresh: false };
  try {
    const { verdict, expected, unused, known } = await scan(code, PATIENCE_MS);
    const ours = await Promise.all(expected.map(({ box: _, ...each }) => withOurs(dock, each)));
    return { word: verdict, expected: ours, code, isFresh: true, more: { unused, known } };
  } catch (error) {
    if (error instanceof Unreachable) return { word: "offline", expected: [], code, isFresh: false };
    throw error;
  }
}

async function findHere(dock: Dock, code: string): Promise<Expected[]> {
  const found = new Map<string, Expected>();
  let kind = "";
  // What a code surely is comes first: a tracking number must not be taken for somebody's order number.
  for (const candidate of readCode(code).candidates) {
    if (found.size && candidate.kind !== kind) break;
    kind = candidate.kind;
    const shop = candidate.shop;
    for (const each of await listByCode(dock.db, candidate.text))
      if (!shop || each.shop === shop) found.set(each.id, each);
  }
  return Promise.all([...found.values()].map((each) => withOurs(dock, each)));
}

/** Ask for one return again, and keep it; what is here when nobody answers. */
export async function refresh(dock: Dock, expected: Expected): Promise<Expected> {
  const fresh = await readReturn(expected.shop, expected.id).catch(() => null);
  const { photos, ...kept } = fresh ?? expected;
  if (fresh) await dock.db.put("boxes", kept, packUlid(kept.id)).catch(() => undefined);
  const here = (await findBox(dock.db, expected.id)) ?? kept;
  return withOurs(dock, photos ? { ...here, photos } : here);
}

/** Lay what was done here over it. */
export const withOurs = async (dock: Dock, expected: Expected): Promise<Expected> =>
  overlay(expected, await listAbout(dock.db, expected.id), dock.me?.shift?.name ?? "");
