import { leave, Refused } from "./api";
import type { Dock } from "./dock";
import { type Database, wipe } from "./kept/database";
import { keepFact } from "./kept/facts";
import { countWaiting } from "./kept/queue";
import { say } from "./words";

/** Take everything of the shops off this device; what was done here stays until it has been sent. */
export async function leaveDevice(dock: Dock): Promise<void> {
  const count = await countWaiting(dock.db);
  if (count) return dock.tell(say("sign_out_waits", { count }), "warn");
  await wipe(dock.db, true);
  await keepFact(dock.db, "left", true);
  dock.me = null;
  await giveUp(dock.db);
  await dock.begin();
}

/** Tell the server that this device has left; without network that is said once there is one. */
export async function giveUp(db: Database): Promise<void> {
  try {
    await leave();
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 401) return; // 401: it is nobody's device any more
  }
  await keepFact(db, "left", false);
}

/** Do what a revoked device does: forget what is expected, keep what was done until the server has it. */
export async function shutOut(dock: Dock): Promise<void> {
  await wipe(dock.db, (await countWaiting(dock.db)) === 0);
  await keepFact(dock.db, "revoked", true);
  dock.me = null;
  await dock.begin();
}
