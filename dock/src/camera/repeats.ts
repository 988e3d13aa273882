import type { Seen } from "./model";

/** Symbols without a check of their own: half of one reads as a whole one, so the same must be seen twice. */
const WEAK = new Set(["ITF", "itf", "Code39", "code_39"]);
const GONE_AFTER_MS = 1500;
const TWICE_WITHIN_MS = 1200;

/** Tell each code once while it stays in the picture; again when it was away. */
export class Repeats {
  private readonly seen = new Map<string, number>();
  private readonly doubted = new Map<string, number>();

  /** Return what is new among the codes of one picture, taken at `now` (milliseconds). */
  sift(codes: readonly Seen[], now: number): Seen[] {
    for (const [text, at] of this.seen) if (now - at > GONE_AFTER_MS) this.seen.delete(text);
    for (const [text, at] of this.doubted) if (now - at > TWICE_WITHIN_MS) this.doubted.delete(text);
    return codes.filter((code) => this.isNew(code, now));
  }

  private isNew({ text, format }: Seen, now: number): boolean {
    if (!text) return false;
    const known = this.seen.has(text);
    if (!known && WEAK.has(format) && !this.doubted.has(text)) {
      this.doubted.set(text, now);
      return false;
    }
    this.seen.set(text, now);
    return !known;
  }
}
