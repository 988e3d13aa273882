import type { Look } from "./model";

/** Give the panel the shop's look, through the CSSOM so that no style-src can stop it. */
export function applyLook({ style }: HTMLElement, look: Look, scheme = look.scheme): void {
  const { font } = look;
  // Families that a device does not know are skipped: `ui-system` is none, `ui-mono` + `space` is one.
  const families = `ui-${font},ui-${font}space,${font},${font}space`;
  for (const [name, value] of Object.entries({ ...look, font: families })) {
    style.setProperty(`--shop-${name}`, `${value}`);
  }
  style.colorScheme = schemeOf(scheme);
}

/** Turn a wish into CSS: without one, the device decides. */
export function schemeOf(wish?: string): string {
  return wish === "dark" || wish === "light" ? wish : "light dark";
}
