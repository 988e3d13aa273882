import { readCode } from "../codes";
import type { Seen } from "./model";

/** Symbols without a check of their own: half of one reads as a whole one, so the same must be seen twice. */
const WEAK = new Set(["ITF", "itf", "Code39", "code_39"]);
const GONE_AFTER_MS = 1500;
const TWICE_WITHIN_MS = 1200;

/** Tell each code once while it stays in the picture; again when it was away. QR symbol and bars of one label are one. */
export class Repeats {
  private readonly seen = new Map<string, number>();
  private readonly doubted = new Map<string, number>();

  /** Return what is new among the codes of one picture, taken at `now` (milliseconds). */
  sift(codes: readonly Seen[], now: number): Seen[] {
    for (const [thing, at] of this.seen) if (now - at > GONE_AFTER_MS) this.seen.delete(thing);
    for (const [text, at] of this.doubted) if (now - at > TWICE_WITHIN_MS) this.doubted.delete(text);
    // A QR symbol says more than the bars beside it: whose label it is.
    const best = [...codes].sort((one, other) => Number(isQr(other)) - Number(isQr(one)));
    return best.filter((code) => this.isNew(code, now));
  }

  private isNew({ text, format }: Seen, now: number): boolean {
    if (!text) return false;
    const thing = nameThing(text);
    const known = this.seen.has(thing);
    if (!known && WEAK.has(format) && !this.doubted.has(text)) {
      this.doubted.set(text, now);
      return false;
    }
    this.seen.set(thing, now);
    return !known;
  }
}

const isQr = ({ format }: Seen): boolean => format === "QRCode" || format === "qr_code";

/** Name what a code stands for: of our own labels the box, however it is written. */
function nameThing(text: string): string {
  const label = readCode(text).candidates.find(({ kind }) => kind === "qr" || kind === "rma");
  return label ? `${label.text} ${Math.max(1, label.box)}` : text;
}
