import { endShift } from "./api";
import { tellChange } from "./changes";
import type { Dock } from "./dock";
import { keepFact } from "./kept/facts";
import { countWaiting } from "./kept/queue";
import { say } from "./words";

/** End the shift of whoever works here; not while something they did has not arrived. */
export async function signOut(dock: Dock): Promise<void> {
  if (await countWaiting(dock.db)) await dock.send();
  const count = await countWaiting(dock.db);
  if (count) return dock.tell(say("sign_out_waits", { count }), "warn");
  if (dock.me) {
    dock.me = { ...dock.me, shift: null };
    await keepFact(dock.db, "me", dock.me);
  }
  await endShift().catch(() => undefined); // a shift ends by itself, too
  tellChange();
  await dock.begin();
}
