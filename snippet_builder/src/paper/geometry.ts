/** Boxes in millimetres from the sheet's top left corner, and what a hand does to them. */

export interface Size {
  width: number;
  height: number;
}

export interface Box extends Size {
  x: number;
  y: number;
}

export const HANDLES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"] as const;
export type Handle = (typeof HANDLES)[number];

/** The least side of a box: thinner than this no hand could find it again. */
export const LEAST = 1;

/** Cut to hundredths of a millimetre: finer than any printer, and short to read. */
export const round = (length: number): number => Math.round(length * 100) / 100;

/** Move a box, as far as the sheet goes. */
export function move(box: Box, dx: number, dy: number, sheet: Size): Box {
  return {
    ...box,
    x: within(box.x + dx, 0, sheet.width - box.width),
    y: within(box.y + dy, 0, sheet.height - box.height),
  };
}

/** Pull one handle of a box: the opposite side stays, no side gets shorter than `LEAST` or leaves the sheet. */
export function resize(box: Box, handle: Handle, dx: number, dy: number, sheet: Size): Box {
  const [x, width] = pull(box.x, box.width, sideOf(handle, "w", "e"), dx, sheet.width);
  const [y, height] = pull(box.y, box.height, sideOf(handle, "n", "s"), dy, sheet.height);
  return { x, y, width, height };
}

/** Tell which side a handle pulls along one axis: -1 the near one, 1 the far one, 0 neither. */
export function sideOf(handle: Handle, near: string, far: string): -1 | 0 | 1 {
  if (handle.includes(near)) return -1;
  return handle.includes(far) ? 1 : 0;
}

function pull(start: number, length: number, side: -1 | 0 | 1, by: number, end: number): [number, number] {
  const least = Math.min(LEAST, length);
  if (side > 0) return [start, round(within(length + by, least, end - start))];
  if (side < 0) {
    const moved = within(start + by, 0, start + length - least);
    return [moved, round(start + length - moved)];
  }
  return [start, length];
}

const within = (value: number, least: number, most: number): number =>
  round(Math.max(least, Math.min(value, Math.max(least, most))));
