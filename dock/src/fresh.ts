import { hearChanges } from "./changes";
import type { Dock } from "./dock";
import { countWaiting } from "./kept/queue";
import { vouch } from "./trusted";

const EVERY_MS = 15 * 60_000;

/** Let the page work without network, and take a new version only where nothing waits and nobody is in the middle of something. */
export async function keepFresh(dock: Dock): Promise<void> {
  if (!navigator.serviceWorker) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  const registration = await navigator.serviceWorker
    .register(vouch("/dock/sw.js"), { scope: "/dock/", updateViaCache: "none" })
    .catch(() => null);
  if (!registration) return;
  const change = async () => {
    if (await countWaiting(dock.db)) return;
    // Asked last: while the disk was read, a version may have begun by itself, as the first one does.
    if (!dock.screen?.isBusy) registration.waiting?.postMessage("change");
  };
  navigator.serviceWorker.addEventListener("controllerchange", () => hadOne && location.reload());
  registration.addEventListener("updatefound", () =>
    registration.installing?.addEventListener("statechange", () => void change()),
  );
  hearChanges(() => void change().catch(() => undefined));
  setInterval(() => void registration.update().catch(() => undefined), EVERY_MS);
  await change();
}
