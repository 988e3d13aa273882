import type { Pass } from "./model";

/**
 * Bars are read within about fifteen degrees of level and of upright, QR symbols at any angle: three turns cover the circle.
 * The rare symbols cost seven times as much in an empty picture, so only every eighth picture is looked at for them.
 */
const TURNS = [0, 30, 0, 60];
const WIDE_EVERY = 8;

/** Choose how the n-th picture is looked at. */
export function choosePass(n: number): Pass {
  return { turn: TURNS[n % TURNS.length] as number, isWide: n % WIDE_EVERY === WIDE_EVERY - 2 };
}

/** Symbols that Sendback and most carriers print, and those that some do. */
export const USUAL = ["Code128", "QRCode"] as const;
export const WIDE = ["Code128", "QRCode", "ITF", "Code39", "DataMatrix", "PDF417", "Aztec", "EAN13"] as const;

/** The browser's own names of the same. */
export const NATIVE_NAMES: Readonly<Record<(typeof WIDE)[number], string>> = {
  Code128: "code_128",
  QRCode: "qr_code",
  ITF: "itf",
  Code39: "code_39",
  DataMatrix: "data_matrix",
  PDF417: "pdf417",
  Aztec: "aztec",
  EAN13: "ean_13",
};
