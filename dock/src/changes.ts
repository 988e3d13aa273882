const heard = new EventTarget();
const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("sendback-dock") : null;
tabs?.addEventListener("message", () => heard.dispatchEvent(new Event("change")));

/** Tell every tab that something kept on this device is another now. */
export function tellChange(): void {
  heard.dispatchEvent(new Event("change"));
  tabs?.postMessage("change");
}

/** Be told; returns how to stop. */
export function hearChanges(listen: () => void): () => void {
  heard.addEventListener("change", listen);
  return () => heard.removeEventListener("change", listen);
}
