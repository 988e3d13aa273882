import type { App } from "../app";
import { card, pills, selectField, textField } from "../controls";
import { type Child, h } from "../dom";
import type { AddressSetting, DeliverySetting } from "../model";
import { drawLanguages } from "./languages";
import { drawOrigins } from "./origins";
import { drawSnippet } from "./snippet";
import { drawVerify } from "./verify";

type SetDelivery = (part: Partial<DeliverySetting>) => void;

/** Step 3: how labels reach shoppers, where the tag may run, and the tag itself. */
export function drawDeliveryStep(app: App): Child[] {
  const set: SetDelivery = (part) =>
    app.change((settings) => ({ ...settings, delivery: { ...settings.delivery, ...part } }));
  return [
    drawWays(app, set),
    drawAddress(app, set),
    drawLanguages(app),
    drawOrigins(app),
    drawSnippet(app),
    drawVerify(app),
  ];
}

function drawWays(app: App, set: SetDelivery): HTMLElement {
  const { delivery } = app.settings;
  const both = delivery.ways.length > 1;
  return card(
    "delivery",
    "The label",
    pills({
      id: "delivery.ways",
      label: "How shoppers get it",
      value: both ? "both" : (delivery.ways[0] ?? "popup"),
      choices: [
        { value: "both", label: "They choose" },
        { value: "popup", label: "Pops up to print" },
        { value: "email", label: "By e-mail" },
      ],
      pick: (way) => set({ ways: way === "both" ? ["popup", "email"] : [way] }),
    }),
    pills({
      id: "delivery.paper",
      label: "Paper",
      value: delivery.paper,
      choices: [
        { value: "a4", label: "A4", hint: "label and instructions" },
        { value: "a6", label: "A6", hint: "105 × 148 mm" },
        { value: "4x6", label: "4 × 6 in", hint: "label printer" },
      ],
      pick: (paper) => set({ paper }),
    }),
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
    h(
      "p",
      0,
      h(
        "a",
        { href: "/builder/preview/label.pdf", target: "_blank", rel: "noopener" },
        "See a specimen label",
      ),
    ),
  );
}

function drawAddress(app: App, set: SetDelivery): HTMLElement {
  const change = (part: Partial<AddressSetting>) =>
    set({ return_address: { ...app.settings.delivery.return_address, ...part } });
  const address = app.settings.delivery.return_address;
  const line = (
    name: "name" | "company" | "postcode" | "city" | "region",
    label: string,
    most: number,
    fill: string,
  ) =>
    textField({
      id: `delivery.return_address.${name}`,
      label,
      value: address[name],
      most,
      autocomplete: `section-returns ${fill}`,
      input: (text) => change({ [name]: text }),
    });
  const street = (at: number, label: string) =>
    textField({
      id: `delivery.return_address.lines.${at}`,
      label,
      value: address.lines[at] ?? "",
      most: 80,
      autocomplete: `section-returns address-line${at + 1}`,
      input: (text) => {
        const lines = [...app.settings.delivery.return_address.lines];
        lines[at] = text;
        change({ lines: Array.from(lines, (entry) => entry ?? "") });
      },
    });
  const countries = app.facts.countries.map(({ code, name }) => ({ value: code, label: name }));
  return card(
    "return_address",
    "Parcels go to",
    line("name", "Name", 80, "name"),
    line("company", "Company", 80, "organization"),
    street(0, "Street address"),
    street(1, "Hall, dock, floor"),
    h(
      "div.pair",
      0,
      line("postcode", "Postcode", 16, "postal-code"),
      line("city", "City", 60, "address-level2"),
    ),
    line("region", "Region", 60, "address-level1"),
    selectField({
      id: "delivery.return_address.country",
      label: "Country",
      value: address.country,
      choices: [{ value: "", label: "Choose…" }, ...countries],
      pick: (country) => change({ country }),
    }),
  );
}
