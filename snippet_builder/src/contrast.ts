import type { Look } from "./model";

/** The least ratio for text (WCAG 2.2, 1.4.3). The server judges by the same sums: shops/look.py. */
export const LEAST_CONTRAST = 4.5;

export interface Pair {
  name: "on_accent" | "text";
  front: string;
  back: string;
  ratio: number;
}

/** Tell whether a text is a colour that may be saved. */
export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** The contrast ratio of two #rrggbb colours, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [darker, lighter] = [luminance(first), luminance(second)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Measure each pair of front and back that has to be read. */
export function measurePairs({ on_accent, accent, text, background }: Look): Pair[] {
  return [
    { name: "on_accent", front: on_accent, back: accent, ratio: contrast(on_accent, accent) },
    { name: "text", front: text, back: background, ratio: contrast(text, background) },
  ];
}

/** The readable colour nearest to `front`: darker or lighter until it stands out from `back`. */
export function mendContrast(front: string, back: string): string {
  if (contrast(front, back) >= LEAST_CONTRAST) return front;
  const towards = luminance(back) > 0.18 ? "#000000" : "#ffffff";
  for (let step = 1; step <= 100; step++) {
    const mixed = mix(front, towards, step / 100);
    if (contrast(mixed, back) >= LEAST_CONTRAST) return mixed;
  }
  return towards;
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

function mix(first: string, second: string, share: number): string {
  const [from, to] = [channels(first), channels(second)];
  const mixed = from.map((value, at) => roundToEven(value + ((to[at] as number) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Halves go to the even number, as Python rounds. */
function roundToEven(value: number): number {
  const down = Math.floor(value);
  if (value - down !== 0.5) return Math.round(value);
  return down % 2 ? down + 1 : down;
}
