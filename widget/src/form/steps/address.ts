import { h } from "../../dom";
import type { Country, Field } from "../../model";
import { drawField } from "../field";
import type { Visit } from "../visit";

/** Autofill's names for the parts of an address (HTML, 4.10.18.7.1). */
const AUTOFILL: Record<string, string> = {
  company: "organization",
  street: "address-line1",
  street2: "address-line2",
  postcode: "postal-code",
  city: "address-level2",
  district: "address-level3",
  region: "address-level1",
  country: "country",
};

/** Find the country chosen, else the first the shop takes returns from. */
export function countryOf({ config, values }: Visit): Country | undefined {
  const { countries } = config;
  return countries.find(({ code }) => code === values["address.country"]) ?? countries[0];
}

function partOf({ say }: Visit, part: string, label = say(part)): Field {
  return {
    id: `address.${part}`,
    kind: part,
    label,
    autocomplete: `section-sendback shipping ${AUTOFILL[part]}`,
  };
}

/** List the fields of an address, in rows, the way its country writes it. */
export function addressRows(visit: Visit, { required }: Field): Field[][] {
  const { fields, labels, required: needed, postcode_pattern, regions } = countryOf(visit) as Country;
  const field = (part: string): Field => ({
    ...partOf(visit, part, labels?.[part]),
    required: required && needed?.includes(part),
    pattern: part === "postcode" ? postcode_pattern : "",
    options: part === "region" ? regions?.map(([code, label]) => ({ code, label })) : undefined,
  });
  return fields
    .filter(([part]) => part !== "name")
    .flatMap((row) => (row[0] === "street" ? [row, ["street2"]] : [row]))
    .map((row) => row.map(field));
}

/** Draw an address: the country first, then the place for what its layout asks. */
export function drawAddress(visit: Visit, field: Field): HTMLElement {
  const { config, values } = visit;
  values["address.country"] = countryOf(visit)?.code ?? "";
  const options = config.countries.map(({ code, name }) => ({ code, label: name }));
  const country = { ...partOf(visit, "country"), required: true, options };
  const place = h("div.address", 0);
  layAddress(visit, field, place);
  return h("fieldset.field", 0, h("legend", 0, field.label), drawField(visit, country), place);
}

/** Lay the address out for the country chosen; what was typed stays. */
export function layAddress(visit: Visit, field: Field, place: Element): void {
  const rows = addressRows(visit, field);
  place.replaceChildren(...rows.map((row) => h("div.row", 0, ...row.map((part) => drawField(visit, part)))));
}

/** Gather the typed address into the shape the door takes. */
export function readAddress(visit: Visit, field: Field): object {
  const value = (part: string) => visit.values[`address.${part}`]?.trim();
  const parts = addressRows(visit, field).flat();
  return {
    ...Object.fromEntries(parts.map(({ kind }) => [kind, value(kind)])),
    street: undefined,
    street2: undefined,
    country: value("country"),
    lines: [value("street"), value("street2")].filter(Boolean),
  };
}
