import type { Config } from "./model";

/**
 * The one table of `data-*` attributes, for the script, a trigger link and the element alike:
 * the attribute in `dataset` spelling, and the field it fills in (none: it is an option).
 */
export const ATTRIBUTES: Record<string, string> = {
  shop: "",
  server: "",
  lang: "",
  token: "",
  colorScheme: "",
  display: "",
  orderNumber: "order_number",
  email: "email",
  name: "name",
  postcode: "postcode",
  phone: "phone",
};

export interface Options {
  shop?: string;
  server?: string;
  lang?: string;
  token?: string;
  colorScheme?: string;
  display?: string;
  /** Where the form begins: with the order, or with a withdrawal from the contract. */
  view?: string;
  values?: Record<string, string>;
  opener?: HTMLElement | null;
  config?: Config | null | undefined;
}

/** What opens the form when it is pressed. */
export const TRIGGERS = "[data-sendback],[data-sendback-withdraw]";

/** Take what the table names from an element's attributes; everything else there is not ours. */
export function readOptions({ dataset }: { dataset: Record<string, string | undefined> }): Options {
  const values: Record<string, string> = {};
  const options: Record<string, unknown> = { values };
  if ("sendbackWithdraw" in dataset) options.view = "withdraw";
  for (const [name, field] of Object.entries(ATTRIBUTES)) {
    const value = dataset[name];
    if (value) (field ? values : options)[field || name] = value;
  }
  return options;
}

/** Lay options over one another, later ones on top. */
export function mergeOptions(...layers: Options[]): Options {
  const values = Object.assign({}, ...layers.map((layer) => layer.values));
  return Object.assign({}, ...layers, { values });
}

/** Tell where the door is: the address before `/widget/`, wherever the install is mounted. */
export function serverOf(scriptAddress: string): string {
  return scriptAddress.replace(/\/widget\/.*/, "");
}
