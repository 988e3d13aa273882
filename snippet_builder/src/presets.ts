import { standardField } from "./fields";
import type { FieldSetting, Settings } from "./model";

export interface Preset {
  name: string;
  title: string;
  gist: string;
  apply(settings: Settings): Settings;
}

export const EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(
  " ",
);

const own = (settings: Settings): FieldSetting[] => settings.fields.filter(({ id }) => id.startsWith("own_"));

/** Lay standard fields in this order, keeping the words the shop gave them and its own fields. */
function lay(settings: Settings, kinds: string[]): FieldSetting[] {
  const known = new Map(settings.fields.map((field) => [field.id, field]));
  return [...kinds.map((kind) => known.get(kind) ?? standardField(kind)), ...own(settings)];
}

export const PRESETS: Preset[] = [
  {
    name: "minimal",
    title: "Minimal",
    gist: "Order number and e-mail. Nothing else.",
    apply: (settings) => ({
      ...settings,
      fields: lay(settings, ["order_number", "email"]),
      proof: { fields: ["email"] },
      countries: [],
    }),
  },
  {
    name: "eu",
    title: "EU shop",
    gist: "Name and address, 27 countries, 30 days.",
    apply: (settings) => ({
      ...settings,
      fields: lay(settings, ["order_number", "email", "postcode", "name", "address"]),
      proof: { fields: ["postcode", "email"] },
      countries: EU,
      policy: { ...settings.policy, window_days: 30, window_from: "delivered", approval: "all" },
    }),
  },
  {
    name: "b2b",
    title: "B2B",
    gist: "Phone and your reference; you approve first.",
    apply: (settings) => ({
      ...settings,
      fields: withReference(lay(settings, ["order_number", "email", "name", "address", "phone"])),
      proof: { fields: ["email", "phone"] },
      policy: { ...settings.policy, approval: "none" },
    }),
  },
];

function withReference(fields: FieldSetting[]): FieldSetting[] {
  if (fields.some(({ id }) => id === "own_reference")) return fields;
  const reference: FieldSetting = {
    ...standardField("own_reference", false),
    kind: "text",
    label: {
      en: "Your reference",
      fi: "Viitteenne",
      de: "Ihre Referenz",
      "zh-Hans": "您的参考号",
      ar: "مرجعكم",
    },
  };
  return [...fields, reference];
}
