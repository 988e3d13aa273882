import { type Box, type Handle, round, type Size, sideOf } from "./geometry";

/** Where edges like to stand, in millimetres: upright lines by their x, level ones by their y. */
export interface Lines {
  x: number[];
  y: number[];
}

export interface Snapped {
  box: Box;
  /** The lines it stands on now, to be shown. */
  guides: Lines;
}

const GRID = 1;

/** List the edges and centres of the other boxes, of the sheet and of its margins. */
export function listLines(others: Box[], sheet: Size, margin: number): Lines {
  const edges = (start: number, length: number) => [start, start + length / 2, start + length];
  const page = (length: number) => [0, margin, length / 2, length - margin, length];
  return {
    x: [...page(sheet.width), ...others.flatMap(({ x, width }) => edges(x, width))],
    y: [...page(sheet.height), ...others.flatMap(({ y, height }) => edges(y, height))],
  };
}

/** Put a moved box on the nearest lines within `reach`, else on whole millimetres. */
export function snapMove(box: Box, lines: Lines, reach: number): Snapped {
  const x = place(box.x, [0, box.width / 2, box.width], lines.x, reach);
  const y = place(box.y, [0, box.height / 2, box.height], lines.y, reach);
  return { box: { ...box, x: x.at, y: y.at }, guides: { x: x.guides, y: y.guides } };
}

/** Put the pulled sides of a box on the nearest lines within `reach`, else on whole millimetres. */
export function snapResize(box: Box, handle: Handle, lines: Lines, reach: number): Snapped {
  const x = stretch(box.x, box.width, sideOf(handle, "w", "e"), lines.x, reach);
  const y = stretch(box.y, box.height, sideOf(handle, "n", "s"), lines.y, reach);
  const snapped = { x: x.start, width: x.length, y: y.start, height: y.length };
  return { box: snapped, guides: { x: x.guides, y: y.guides } };
}

interface Placed {
  at: number;
  guides: number[];
}

/** Move `start` so that one of its marks, given as distances from it, stands on a line. */
function place(start: number, marks: number[], lines: number[], reach: number): Placed {
  const shifts = marks.flatMap((mark) => lines.map((line) => line - (start + mark)));
  const shift = nearest(shifts);
  if (shift === undefined || Math.abs(shift) > reach) return { at: round(toGrid(start)), guides: [] };
  const at = round(start + shift);
  const touched = lines.filter((line) => marks.some((mark) => Math.abs(at + mark - line) < 0.02));
  return { at, guides: [...new Set(touched)] };
}

function stretch(start: number, length: number, side: -1 | 0 | 1, lines: number[], reach: number) {
  if (!side) return { start, length, guides: [] };
  const end = start + length;
  const { at, guides } = place(side < 0 ? start : end, [0], lines, reach);
  if (side < 0)
    return at < end ? { start: at, length: round(end - at), guides } : { start, length, guides: [] };
  return at > start ? { start, length: round(at - start), guides } : { start, length, guides: [] };
}

const nearest = (shifts: number[]): number | undefined =>
  [...shifts].sort((one, other) => Math.abs(one) - Math.abs(other))[0];

const toGrid = (length: number): number => Math.round(length / GRID) * GRID;
