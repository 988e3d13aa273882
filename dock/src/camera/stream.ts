import type { Trouble } from "./model";

/** Focus and light are of the camera; TypeScript's types do not know them yet. */
interface Abilities extends MediaTrackCapabilities {
  torch?: boolean;
  focusMode?: string[];
}
type Wish = MediaTrackConstraintSet & { torch?: boolean; focusMode?: string };

const WANTED: MediaTrackConstraints[] = [
  { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } },
  {},
];

/** Open the camera that looks away from the person, or any; throws a Trouble. */
export async function openStream(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw window.isSecureContext ? "none" : "insecure";
  for (const [place, video] of WANTED.entries()) {
    try {
      // Some phones refuse wishes that they could grant in part: the second time nothing is asked but a picture.
      return await navigator.mediaDevices.getUserMedia({ video: place ? true : video, audio: false });
    } catch (error) {
      const trouble = nameTrouble(error);
      if (place === WANTED.length - 1 || trouble === "refused") throw trouble;
    }
  }
  throw "none";
}

/** Say why a camera did not open, by the name the browser gives (W3C Media Capture and Streams, 10.2). */
export function nameTrouble(error: unknown): Trouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "none";
}

/** Keep the picture sharp by itself where the camera can, and give a switch for its light where it has one. */
export function fitTrack(track: MediaStreamTrack): ((on: boolean) => Promise<void>) | null {
  const able = (track.getCapabilities?.() ?? {}) as Abilities;
  const wish = (what: Wish) => track.applyConstraints({ advanced: [what] });
  if (able.focusMode?.includes("continuous")) void wish({ focusMode: "continuous" }).catch(() => undefined);
  return able.torch ? (on) => wish({ torch: on }) : null;
}
