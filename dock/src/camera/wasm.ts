import type { Answered } from "./decoder.worker";
import type { Decoder, Seen } from "./model";

/** Start our own decoder in a worker, so that looking at pictures never holds the page up; `url` is trusted by the caller. */
export function openWasm(url: string | URL): Decoder {
  const worker = new Worker(url, { type: "module" });
  const waiting = new Map<number, { done: (seen: Seen[]) => void; fail: (reason: Error) => void }>();
  let last = 0;
  const failAll = (reason: string) => {
    for (const { fail } of waiting.values()) fail(new Error(reason));
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<Answered>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.fault) asked?.fail(new Error(data.fault));
    else asked?.done(data.seen);
  };
  worker.onerror = () => failAll("the decoder did not start");
  return {
    decode: (frame, pass) =>
      new Promise((done, fail) => {
        const id = ++last;
        waiting.set(id, { done, fail });
        worker.postMessage({ id, frame, ...pass }, [frame]);
      }),
    close() {
      worker.terminate();
      failAll("closed");
    },
  };
}
