import type { Decoder, Scanner, Seen, Trouble } from "./model";
import { openNative } from "./native";
import { choosePass } from "./passes";
import { Repeats } from "./repeats";
import { fitTrack, openStream } from "./stream";
import { openWasm } from "./wasm";

export type { Scanner, Seen, Trouble } from "./model";

const REST_MS = 40;
const MOST_FAULTS = 3;

export interface Watching {
  onCode(seen: Seen): void;
  onTrouble(trouble: Trouble): void;
  /** Called after each picture in which nothing was seen, with how long that has been so. */
  onNothing?(milliseconds: number): void;
}

/** Show the camera in `video` and tell every code that comes into it, each once while it stays; throws a Trouble. */
export async function openScanner(
  video: HTMLVideoElement,
  workerUrl: string | URL,
  watching: Watching,
): Promise<Scanner> {
  const stream = await openStream();
  const [track] = stream.getVideoTracks();
  if (!track) throw "none";
  video.srcObject = stream;
  video.muted = video.playsInline = true;
  await video.play().catch(() => undefined);
  const decoder = (await openNative()) ?? openWasm(workerUrl);
  let isOpen = true;
  const close = () => {
    isOpen = false;
    for (const each of stream.getTracks()) each.stop();
    video.srcObject = null;
    decoder.close();
  };
  track.onended = () => {
    if (!isOpen) return;
    close();
    watching.onTrouble("ended");
  };
  void watch(video, decoder, watching, () => isOpen).catch(() => {
    if (!isOpen) return;
    close();
    watching.onTrouble("undecodable");
  });
  return { close, torch: fitTrack(track) };
}

async function watch(
  video: HTMLVideoElement,
  decoder: Decoder,
  watching: Watching,
  isOpen: () => boolean,
): Promise<void> {
  const repeats = new Repeats();
  let sawAt = performance.now();
  let faults = 0;
  for (let n = 0; isOpen(); n++) {
    await new Promise((done) => setTimeout(done, REST_MS));
    if (!isOpen() || document.hidden || video.readyState < video.HAVE_CURRENT_DATA || !video.videoWidth)
      continue;
    const codes = await look(video, decoder, n).catch((error: unknown) => {
      if (++faults >= MOST_FAULTS) throw error;
      return [];
    });
    if (!isOpen()) return;
    const now = performance.now();
    for (const code of repeats.sift(codes, now)) watching.onCode(code);
    if (codes.length) sawAt = now;
    else watching.onNothing?.(now - sawAt);
  }
}

/** Look at the picture of this moment. */
const look = async (video: HTMLVideoElement, decoder: Decoder, n: number): Promise<Seen[]> =>
  decoder.decode(await createImageBitmap(video), choosePass(n));
