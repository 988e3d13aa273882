import type { App } from "../app";
import { card, pills } from "../controls";
import { type Child, h } from "../dom";
import type { Look } from "../model";
import { drawColours } from "./colours";
import { drawLogo } from "./logo";
import { drawTexts } from "./texts";

/** Step 2: the shop's colours, shapes and words. */
export function drawLookStep(app: App): Child[] {
  return [drawLogo(app), drawColours(app), drawShape(app), drawTexts(app)];
}

function drawShape(app: App): HTMLElement {
  const { look } = app.settings;
  const set = (part: Partial<Look>) =>
    app.change((settings) => ({ ...settings, look: { ...settings.look, ...part } }));
  return card(
    "shape",
    "Shape and letters",
    drawRadius(look.radius_px, (radius_px) => set({ radius_px })),
    pills({
      id: "look.font",
      label: "Letters",
      value: look.font,
      choices: ["system", "serif", "rounded", "mono"].map((font) => ({
        value: font,
        label: FONTS[font] as string,
      })),
      pick: (font) => set({ font }),
    }),
    pills({
      id: "look.scheme",
      label: "Light or dark",
      value: look.scheme,
      choices: [
        { value: "auto", label: "As the device" },
        { value: "light", label: "Always light" },
        { value: "dark", label: "Always dark" },
      ],
      pick: (scheme) => set({ scheme }),
    }),
  );
}

const FONTS: Record<string, string> = { system: "System", serif: "Serif", rounded: "Rounded", mono: "Mono" };

function drawRadius(value: number, input: (value: number) => void): HTMLElement {
  const shown = h("output.num", { for: "look.radius_px" }, `${value} px`);
  const hear = (event: Event) => {
    const now = Number((event.target as HTMLInputElement).value);
    shown.textContent = `${now} px`;
    input(now);
  };
  const range = h<HTMLInputElement>("input", {
    id: "look.radius_px",
    "data-path": "look.radius_px",
    type: "range",
    min: 0,
    max: 32,
    input: hear,
  });
  range.value = String(value);
  return h(
    "div.field",
    0,
    h("label", { for: "look.radius_px" }, "Corners"),
    h("div.measure", 0, range, shown),
    h("p.fault", { id: "fault-look.radius_px" }),
  );
}
