import type { Dock } from "./dock";
import { wipe } from "./kept/database";
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
  await dock.begin();
}

/** Do what a revoked device does: forget what is expected, keep what was done until the server has it. */
export async function shutOut(dock: Dock): Promise<void> {
  await wipe(dock.db, (await countWaiting(dock.db)) === 0);
  await keepFact(dock.db, "revoked", true);
  dock.me = null;
  await dock.begin();
}
