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

/** Whether something is asked with a reason. */
export type Asked = "off" | "optional" | "required";

export interface Reason extends Choice {
  subs?: Choice[];
  photos?: Asked;
  note?: Asked;
}

export interface Withdrawal {
  enabled: boolean;
  /** The hosted page, which does the same without scripts. */
  url: string;
  texts: Record<string, string>;
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
  reasons: Reason[];
  conditions?: Choice[];
  resolutions?: Choice[];
  withdrawal?: Withdrawal;
  delivery: { ways: string[] };
  texts: Texts;
}

export type Outcome = "allow" | "ask" | "keep" | "refuse";

/** What becomes of a line for some choices; a list that is null stands for every choice. */
export interface Term {
  reasons?: string[] | null;
  conditions?: string[] | null;
  resolutions?: string[] | null;
  outcome: Outcome;
  text: string;
  fee_text?: string;
  fee_each?: boolean;
}

export interface Line {
  id: string;
  /** Ours: the id, with the order's number before it where several orders travel together. */
  key: string;
  title: string;
  sku?: string | null;
  quantity: number;
  left: number;
  unit_price_minor?: number | null;
  returnable: boolean;
  because?: { code: string; text: string } | null;
  until_on?: string | null;
  variants?: { sku: string; title: string }[];
  /** The reasons offered for its class of goods; null: all of the shop's. */
  reasons?: string[] | null;
  terms?: Term[];
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
  gift?: boolean;
  business?: boolean;
  resolutions?: string[];
  contact?: Contact | null;
  email_masked?: string | null;
  /** The shop decides on every return first: no label comes at once. */
  asks_first?: boolean;
}

/** What would become of a return, before anybody confirms it. */
export interface Preview {
  lines: { id: string; order: number; outcome: Outcome; text: string; fee_text?: string }[];
  fee_text: string;
  options: { id: string }[];
  asks_first: boolean;
  /** Something has to travel: not everything is kept. */
  sends: boolean;
  notes: string[];
}

export interface Pasted {
  lines: { id: string; quantity: number; reason?: string }[];
  faults: { line: number; text: string }[];
}

export interface Mailed {
  masked: string;
  state: string;
}

export interface Made {
  return: { rma: string; status: string };
  kept?: boolean;
  fee_text?: string;
  label: { pdf: string; expires_at?: string } | null;
  packing_slip?: { pdf: string } | null;
  status_url: string;
  email?: Mailed | null;
}

/** The statement of a withdrawal as it would be sent, and the work that sending it may take. */
export interface Statement {
  statement: string;
  work?: Work;
}

export interface Work {
  needed: boolean;
  challenge: string;
  bits: number;
  wait_seconds: number;
}

export interface Received {
  receipt: { received_text: string; statement: string; pdf: string; text?: string; check_url?: string };
  email: { masked: string };
}
