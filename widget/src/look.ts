import type { Look } from "./model";

/** Give the panel the shop's look, through the CSSOM so that no style-src can stop it. */
export function applyLook({ style }: HTMLElement, look: Look, scheme?: string): void {
  const font = look.font === "mono" ? "monospace" : look.font;
  const values = {
    accent: look.accent,
    "on-accent": look.on_accent,
    bg: look.background,
    fg: look.text,
    radius: `${look.radius_px}px`,
    // A family that the device does not know is skipped: `ui-system` is none.
    font: `ui-${font}, ${font}, system-ui`,
  };
  for (const [name, value] of Object.entries(values)) style.setProperty(`--shop-${name}`, value ?? "");
  style.colorScheme = schemeOf(scheme ?? look.scheme);
}

/** Turn a wish into CSS: without one, the device decides. */
export function schemeOf(wish?: string): string {
  return wish === "dark" || wish === "light" ? wish : "light dark";
}
