import type { Decoder, Seen } from "./model";
import { NATIVE_NAMES, USUAL, WIDE } from "./passes";

interface Detector {
  detect(image: ImageBitmap): Promise<{ rawValue: string; format: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** Open the browser's own detector where it reads both symbols that our labels carry, else null; it turns pictures itself. */
export async function openNative(): Promise<Decoder | null> {
  const Found = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const known = (await Found?.getSupportedFormats().catch(() => [])) ?? [];
  const among = (names: readonly (typeof WIDE)[number][]) =>
    names.map((name) => NATIVE_NAMES[name]).filter((name) => known.includes(name));
  if (!Found || among(USUAL).length < USUAL.length) return null;
  const usual = new Found({ formats: among(USUAL) });
  const wide = new Found({ formats: among(WIDE) });
  return {
    async decode(frame, { isWide }): Promise<Seen[]> {
      const found = await (isWide ? wide : usual).detect(frame);
      frame.close();
      return found.map(({ rawValue, format }) => ({ text: rawValue, format }));
    },
    close: () => undefined,
  };
}
