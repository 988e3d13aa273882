import type { App } from "../app";
import { card, pills, textField } from "../controls";
import { type Child, h } from "../dom";
import type { DeliverySetting } from "../model";
import { at } from "../root";
import { drawLanguages } from "./languages";
import { drawLibrary } from "./library";
import { drawOrigins } from "./origins";
import { drawReturnAddress } from "./return_address";
import { drawSnippet } from "./snippet";
import { drawVerify } from "./verify";

export type SetDelivery = (part: Partial<DeliverySetting>) => void;

/** Step 3: how labels reach shoppers, where the tag may run, and the tag itself. */
export function drawDeliveryStep(app: App): Child[] {
  const set: SetDelivery = (part) =>
    app.change((settings) => ({ ...settings, delivery: { ...settings.delivery, ...part } }));
  return [
    drawLabel(app, set),
    drawReturnAddress(app, set),
    drawLibrary(app),
    drawLanguages(app),
    drawOrigins(app),
    drawSnippet(app),
    drawVerify(app),
  ];
}

const WAYS = [
  { value: "both", label: "They choose" },
  { value: "popup", label: "Pops up to print" },
  { value: "email", label: "By e-mail" },
];
const PAPERS = [
  { value: "a4", label: "A4", hint: "label and instructions" },
  { value: "letter", label: "Letter", hint: "label and instructions" },
  { value: "a5", label: "A5", hint: "148 × 210 mm" },
  { value: "a6", label: "A6", hint: "105 × 148 mm" },
  { value: "4x6", label: "4 × 6 in", hint: "label printer" },
  { value: "100x150", label: "100 × 150 mm", hint: "label printer" },
  { value: "roll62", label: "62 mm", hint: "roll" },
];
const MAILS_ON_SHIP = [
  { value: "none", label: "No mail" },
  { value: "link", label: "How to return" },
  { value: "label", label: "With the label", hint: "counts once used" },
];

function drawLabel(app: App, set: SetDelivery): HTMLElement {
  const { ways, paper } = app.settings.delivery;
  const specimen = { href: at("/builder/preview/label.pdf"), target: "_blank", rel: "noopener" };
  return card(
    "delivery",
    "The label",
    pills({
      id: "delivery.ways",
      label: "How shoppers get it",
      value: ways.length > 1 ? "both" : (ways[0] ?? "popup"),
      choices: WAYS,
      pick: (way) => set({ ways: way === "both" ? ["popup", "email"] : [way] }),
    }),
    pills({
      id: "delivery.paper",
      label: "Paper",
      value: paper,
      choices: PAPERS,
      pick: (chosen) => set({ paper: chosen }),
    }),
    pills({
      id: "delivery.mail_on_ship",
      label: "Mail shoppers when an order ships",
      value: app.settings.delivery.mail_on_ship,
      choices: MAILS_ON_SHIP,
      pick: (mail_on_ship) => set({ mail_on_ship }),
    }),
    ...drawTexts(app.settings.delivery, set),
    h(
      "p.row",
      0,
      h("a", specimen, "See a specimen label"),
      h("a", { href: at("/builder/paper") }, "Design your paper"),
    ),
  );
}

function drawTexts(delivery: DeliverySetting, set: SetDelivery): HTMLElement[] {
  return [
    textField({
      id: "delivery.carrier_message",
      label: "Message to the carrier",
      hint: "Printed on the label. May stay empty.",
      value: delivery.carrier_message,
      most: 300,
      rows: 2,
      input: (carrier_message) => set({ carrier_message }),
    }),
    textField({
      id: "delivery.from_email",
      label: "Mails come from",
      type: "email",
      value: delivery.from_email,
      placeholder: "returns@your-shop.com",
      most: 254,
      autocomplete: "email",
      input: (from_email) => set({ from_email: from_email.trim() }),
    }),
  ];
}
