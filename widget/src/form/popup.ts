import type { Say } from "../dialog";

/**
 * Open the window of the label. Call it straight from the submit gesture: after an awaited request Safari
 * gives no window at all and the others none after five seconds. Null when the browser keeps it shut.
 */
export function openPopup(say: Say, direction: string): Window | null {
  // Not "noopener": that answers null, and then a blocked window looks like an open one.
  const popup = window.open("", "_blank");
  if (popup) {
    const { body } = popup.document;
    popup.opener = null;
    body.dir = direction;
    body.style.font = "20px system-ui";
    popup.document.title = body.textContent = say("popup_title");
  }
  return popup;
}

/** Tell whether an address may be opened: the label is a web page, never script or blob. */
export function isWebAddress(address: string): boolean {
  return /^https?:/.test(address);
}

/** Send the window on to the label, or close it when there is none. */
export function sendPopup(popup: Window | null, address = ""): void {
  if (isWebAddress(address)) popup?.location.replace(address);
  else popup?.close();
}
