import { icon } from "./dom";

/** What stands beside a word, so that no colour is alone: line drawings on a grid of 24 by 24. */
export const SIGNS = {
  found: "M4 12.5l5 5L20 6.5",
  already: "M12 7v5l3.5 2M12 3a9 9 0 100 18 9 9 0 000-18z",
  unknown: "M9 9a3 3 0 115 2.2c-1.2 1-2 1.6-2 2.8M12 17.5v.5",
  stop: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM8 12h8",
  unsure: "M4 8h16M4 12h9M4 16h5",
  queued: "M12 20V8M7 13l5-5 5 5M5 4h14",
  saved: "M4 12.5l5 5L20 6.5",
  refused: "M12 8v5M12 16.5v.5M12 3L2.5 20h19z",
  held: "M8 11V8a4 4 0 018 0v3M5 11h14v9H5z",
  online: "M4 10a12 12 0 0116 0M7 14a7 7 0 0110 0M12 18v.5",
  offline: "M4 10a12 12 0 0116 0M7 14a7 7 0 0110 0M12 18v.5M4 4l16 16",
  erase: "M21 5H9l-6 7 6 7h12zM12 9.5l5 5M17 9.5l-5 5",
  back: "M15 5l-7 7 7 7",
  out: "M10 5H5v14h5M14 8l4 4-4 4M9 12h9",
  settings: "M5 7h14M5 12h14M5 17h14M9 5v4M15 10v4M8 15v4",
  photo: "M4 8h4l2-3h4l2 3h4v11H4zM12 10a3 3 0 100 6 3 3 0 000-6z",
  search: "M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20 20",
  many: "M4 6h16M4 12h16M4 18h16",
  box: "M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9",
  label: "M4 5h9l7 7-8 8-8-8zM8 9v.5",
  remove: "M6 6l12 12M18 6L6 18",
  light: "M9 3h6l-1 7h3l-6 11 1-8H8z",
} as const;

export type Sign = keyof typeof SIGNS;

/** Draw one of them. */
export const sign = (name: Sign): Element => {
  const drawn = icon(SIGNS[name]);
  if (name === "back" || name === "out") drawn.classList.add("turns");
  return drawn;
};
