import type { App } from "../app";
import { card, selectField, textField } from "../controls";
import { h } from "../dom";
import type { AddressSetting } from "../model";
import type { SetDelivery } from "./delivery";

type Part = "name" | "company" | "postcode" | "city" | "region";

/** Draw the address that parcels go to. */
export function drawReturnAddress(app: App, set: SetDelivery): HTMLElement {
  const now = () => app.settings.delivery.return_address;
  const warning = h(
    "p.note.warn",
    { role: "status", hidden: isAddressed(now()) },
    "Until there is a street and a country, every return waits for you.",
  );
  const change = (part: Partial<AddressSetting>) => {
    set({ return_address: { ...now(), ...part } });
    warning.hidden = isAddressed(now());
  };
  const line = (part: Part, label: string, most: number, autofill: string) =>
    drawLine(part, label, now()[part], most, autofill, (text) => change({ [part]: text }));
  const street = (at: number, label: string) =>
    drawLine(`lines.${at}`, label, now().lines[at] ?? "", 80, `address-line${at + 1}`, (text) =>
      change({ lines: withLine(now().lines, at, text) }),
    );
  const countries = app.facts.countries.map(({ code, name }) => ({ value: code, label: name }));
  return card(
    "return_address",
    "Parcels go to",
    warning,
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
      value: now().country,
      choices: [{ value: "", label: "Choose…" }, ...countries],
      pick: (country) => change({ country }),
    }),
  );
}

/** Tell whether a parcel could find its way, as the server does. */
function isAddressed({ lines, country }: AddressSetting): boolean {
  return country !== "" && lines.some((line) => line.trim() !== "");
}

/** Put one street line, so that a later line never closes up over an empty one before it. */
function withLine(lines: string[], at: number, text: string): string[] {
  return Array.from({ length: Math.max(lines.length, at + 1) }, (_, place) =>
    place === at ? text : (lines[place] ?? ""),
  );
}

function drawLine(
  part: string,
  label: string,
  value: string,
  most: number,
  autofill: string,
  input: (text: string) => void,
): HTMLElement {
  const id = `delivery.return_address.${part}`;
  return textField({ id, label, value, most, autocomplete: `section-returns ${autofill}`, input });
}
