import { Refused, readMe } from "../api";
import { type Dock, findShift } from "../dock";
import { keepFact } from "../kept/facts";
import { shutOut } from "../leaving";
import { refreshSnapshot } from "./snapshot";

const EVERY_MS = 60_000;

/** Keep what is expected fresh while the page is seen, and hear of a device that was shut out. Returns "now". */
export function keepSnapshot(dock: Dock): () => Promise<void> {
  const refresh = async () => {
    if (!dock.me || document.visibilityState !== "visible" || !navigator.onLine) return;
    try {
      await refreshSnapshot(dock.db);
      // What somebody changed at the desk: grades, places, who works here. The shift is ours to end.
      const shift = findShift(dock, Date.now());
      const me = await readMe();
      if (!me) return;
      dock.me = { ...me, shift };
      await keepFact(dock.db, "me", dock.me);
    } catch (error) {
      if (error instanceof Refused && error.code === "device-revoked")
        await dock.send().then(() => shutOut(dock));
    }
  };
  setInterval(() => void refresh(), EVERY_MS);
  addEventListener("online", () => void refresh());
  document.addEventListener("visibilitychange", () => void refresh());
  return refresh;
}
