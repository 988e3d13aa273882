/** What the widget's door answers, in the words of docs/http-api. */

export interface Field {
  id: string;
  kind: string;
  label: string;
  hint?: string | null;
  required?: boolean | undefined;
  pattern?: string | null;
  autocomplete?: string | null;
  input_mode?: string | null;
  options?: Choice[] | undefined;
}

export interface Choice {
  code: string;
  label: string;
}

export interface Country {
  code: string;
  name: string;
  fields: string[][];
  labels?: Record<string, string>;
  required?: string[];
  postcode_pattern?: string | null;
  regions?: [string, string][];
}

export type Texts = Record<string, string | Record<string, string>>;

export interface Look {
  accent?: string;
  on_accent?: string;
  background?: string;
  text?: string;
  radius_px?: number;
  font?: string;
  scheme?: string;
}

export interface Config {
  shop: { name: string; hosted_url: string; logo_url?: string | null };
  language: string;
  direction: string;
  look: Look;
  fields: Field[];
  proof: { fields: string[] };
  countries: Country[];
  reasons: Choice[];
  delivery: { ways: string[] };
  texts: Texts;
}

export interface Line {
  id: string;
  title: string;
  sku?: string | null;
  quantity: number;
  left: number;
  unit_price_minor?: number | null;
  returnable: boolean;
  because?: { code: string; text: string } | null;
  until_on?: string | null;
}

export interface Address {
  name?: string;
  company?: string;
  lines?: string[];
  postcode?: string;
  city?: string;
  region?: string;
  district?: string;
  country?: string;
}

export interface Contact {
  name?: string | null;
  phone?: string | null;
  email?: string | null;
  address?: Address | null;
}

export interface Opened {
  proved: boolean;
  session: string | null;
  proof_fields?: string[];
  order: { number: string; ordered_on?: string | null; currency?: string | null };
  lines: Line[];
  contact?: Contact | null;
  email_masked?: string | null;
  /** The shop decides on every return first: no label comes at once. */
  asks_first?: boolean;
}

export interface Mailed {
  masked: string;
  state: string;
}

export interface Made {
  return: { rma: string; status: string };
  label: { pdf: string; expires_at?: string } | null;
  packing_slip?: { pdf: string } | null;
  status_url: string;
  email?: Mailed | null;
}
