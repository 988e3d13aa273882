import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { Pass, Seen } from "./model";
import { USUAL, WIDE } from "./passes";

/** One picture to look at, and the answer to it. */
export interface Asked extends Pass {
  id: number;
  frame: ImageBitmap;
}
export interface Answered {
  id: number;
  seen: Seen[];
  fault?: string;
}

const self_ = self as unknown as {
  onmessage: (event: MessageEvent<Asked>) => void;
  postMessage(answer: Answered): void;
};

// Beside this file, from our own server: nothing is asked of anybody else.
prepareZXingModule({
  overrides: { locateFile: () => new URL("zxing_reader.wasm", self.location.href).href },
});

self_.onmessage = async ({ data }) => {
  try {
    self_.postMessage({ id: data.id, seen: await look(data) });
  } catch (error) {
    self_.postMessage({ id: data.id, seen: [], fault: String(error) });
  }
};

async function look({ frame, turn, isWide }: Asked): Promise<Seen[]> {
  const found = await readBarcodes(turnFrame(frame, turn), {
    formats: [...(isWide ? WIDE : USUAL)],
    tryHarder: true,
    tryInvert: false,
    maxNumberOfSymbols: 4,
  });
  return found.filter((each) => each.isValid).map(({ text, format }) => ({ text, format }));
}

/** Draw the picture turned about its middle, in grey corners: bars that lay aslant are level then. */
function turnFrame(frame: ImageBitmap, degrees: number): ImageData {
  const { width, height } = frame;
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("no canvas");
  if (degrees) {
    pen.translate(width / 2, height / 2);
    pen.rotate((degrees * Math.PI) / 180);
    pen.translate(-width / 2, -height / 2);
  }
  pen.drawImage(frame, 0, 0);
  frame.close();
  return pen.getImageData(0, 0, width, height);
}
