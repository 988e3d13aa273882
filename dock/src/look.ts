import type { Settings } from "./kept/facts";

const PAPER = { dark: "#0f1314", light: "#f6f5f1" };

/** Put the page into the look that was chosen for this device. */
export function wear({ look }: Settings): void {
  document.documentElement.dataset.look = look;
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", PAPER[look]);
}
