/** The shop's settings as the server keeps them, and the facts the page starts from. */

export type Labels = Record<string, string>;

export interface Option {
  code: string;
  label: Labels;
}

export interface FieldSetting {
  id: string;
  kind: string;
  label: Labels;
  hint: Labels;
  required: boolean;
  pattern: string | null;
  options: Option[];
}

export interface ReasonSetting {
  code: string;
  label: Labels;
}

export interface PolicySetting {
  window_days: number;
  window_from: "ordered" | "shipped" | "delivered";
  grace_days: number;
  approval: "all" | "none";
  non_returnable_skus: string[];
}

export interface Look {
  accent: string;
  on_accent: string;
  background: string;
  text: string;
  radius_px: number;
  font: string;
  scheme: string;
  logo: string | null;
}

export interface AddressSetting {
  name: string;
  company: string;
  lines: string[];
  postcode: string;
  city: string;
  district: string;
  region: string;
  country: string;
}

export interface DeliverySetting {
  ways: string[];
  paper: string;
  carrier_message: string;
  return_address: AddressSetting;
  mail_on_ship: string;
  from_email: string;
}

export interface LibrarySetting {
  forms: string[];
  documents: string[];
  dpi: number;
}

export interface Settings {
  fields: FieldSetting[];
  proof: { fields: string[] };
  countries: string[];
  reasons: ReasonSetting[];
  policy: PolicySetting;
  look: Look;
  texts: Record<string, Record<string, string>>;
  delivery: DeliverySetting;
  library: LibrarySetting;
  origins: string[];
  languages: string[];
  default_language: string;
  time_zone: string;
}

/** What stands in the tag. */
export interface Tag {
  origin: string;
  key: string;
  hosted_url: string;
  script: string;
  pinned_script: string;
  integrity: string;
  version: string;
}

export interface Language {
  tag: string;
  name: string;
  direction: string;
  labels: Labels;
}

export interface Facts {
  shop: { name: string; slug: string; mode: string };
  version: number;
  settings: Settings;
  tag: Tag;
  languages: Language[];
  countries: { code: string; name: string }[];
}

/** One thing the server would not save: where, in dots, and why. */
export interface Fault {
  field: string;
  code: string;
  detail: string;
}
