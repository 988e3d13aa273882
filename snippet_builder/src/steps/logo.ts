import type { App } from "../app";
import { ask, type Refusal } from "../client";
import { card, plainButton } from "../controls";
import { announce, h } from "../dom";
import { at } from "../root";

const MOST_BYTES = 2 * 1024 * 1024;

/** Draw the logo and its upload. */
export function drawLogo(app: App): HTMLElement {
  const { logo } = app.settings.look;
  const fault = h("p.fault", { id: "fault-logo", role: "status" });
  const input: HTMLInputElement = h<HTMLInputElement>("input.hidden", {
    type: "file",
    id: "logo",
    accept: "image/png,image/jpeg,image/webp",
    "aria-describedby": "hint-logo fault-logo",
    change: () => upload(app, input.files?.[0], fault),
  });
  const set = (image: string | null) =>
    app.rebuild((settings) => ({ ...settings, look: { ...settings.look, logo: image } }), "logo");
  return card(
    "logo-card",
    "Logo",
    h(
      "div.row.logo",
      0,
      logo && h("img.picture", { src: at(`/builder/logo/${encodeURIComponent(logo)}`), alt: "Your logo" }),
      input,
      h("label.button.plain.small", { for: "logo" }, logo ? "Choose another" : "Choose a picture"),
      logo && plainButton("logo-remove", "Remove", () => set(null)),
    ),
    h("p.hint", { id: "hint-logo" }, "On labels and the pages shoppers see. PNG, JPEG or WebP, up to 2 MB."),
    fault,
  );
}

async function upload(app: App, file: File | undefined, fault: HTMLElement): Promise<void> {
  if (!file) return;
  if (file.size > MOST_BYTES) {
    fault.textContent = "This picture has more than 2 MB.";
    return;
  }
  const body = new FormData();
  body.append("logo", file);
  fault.textContent = "";
  try {
    const { image_id } = await ask<{ image_id: string }>("/builder/logo", { method: "POST", body });
    app.rebuild((settings) => ({ ...settings, look: { ...settings.look, logo: image_id } }), "logo");
    announce("The logo is in place.");
  } catch (problem) {
    fault.textContent = (problem as Refusal).detail;
  }
}
