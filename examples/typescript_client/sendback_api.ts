// Written from docs/openapi.json by write_types.mjs; `make api-document` writes it anew.

/** A postal address; `country` is ISO 3166-1 alpha-2. */
export interface Address {
  name?: string;
  company?: string;
  lines?: Array<string>;
  postcode?: string;
  city?: string;
  district?: string;
  region?: string;
  country?: string;
}

/** A postal address as the settings hold it. */
export interface AddressSetting {
  name?: string;
  company?: string;
  lines?: Array<string>;
  postcode?: string;
  city?: string;
  district?: string;
  region?: string;
  country?: string;
}

/** What comes to one warehouse on one day. `day` is null for boxes at the door, and where no day is known. */
export interface Arrival {
  state: Coming;
  day: string | null;
  warehouse: string;
  parcels: number;
  units: number;
  worth: Array<Worth>;
}

/** What comes; all of a return counts with its first box. `counted_at` is null where it was counted just now.  `transit_days` is after how many days a box is expected whose carrier names no day. */
export interface ArrivalReport {
  today: string;
  counted_at: string | null;
  transit_days: number;
  arrivals: Array<Arrival>;
}

/** Why an endpoint is paused. */
export type Because = "" | "owner" | "failures" | "gone";

/** Why a line may come back, or why not. */
export interface BecauseShape {
  code: string;
  rule: string;
  text: string;
}

/** Another order whose lines travel in the same box. */
export interface Beside {
  order_number: string;
  lines: Array<LineWish>;
}

/** What a mail provider knows of a mail that came back; or send the bounce itself as `message/rfc822`. */
export interface Bounce {
  /** the Message-ID of the mail, with or without its brackets */
  message_id: string;
  /** as RFC 3463 has it, such as `5.1.1` */
  status: string;
  /** what the other server said; addresses are taken out */
  diagnostic?: string;
}

/** What was noted; `noted` is false where nothing failed, such as of a delay. A hard bounce ends mail to that address. */
export interface Bounced {
  noted: boolean;
  kind: string;
  status: string;
  is_hard: boolean;
}

/** One box: how far its label is, and what the carrier said of it. */
export interface Box {
  number: number;
  rma: string;
  option: string;
  kind: OptionKind;
  state: ParcelState;
  carrier: string;
  tracking_number: string | null;
  dropoff_code: string | null;
  cost_minor: number | null;
  currency: string;
  created_at: string;
}

/** Why something moved; the word that the ledger, the event and the files share. */
export type Cause = "inspection" | "undo" | "count" | "import" | "move" | "taken" | "added";

/** Something to choose: its code, and what it is called in the language of the answer. */
export interface Choice {
  code: string;
  label: string;
}

/** Name each kind of refusal for machines; documented in docs/problems.md, never renamed (RFC 9457, 3.1.1). */
export type Code = "not-verified" | "too-many-tries" | "session-expired" | "invalid-fields" | "invalid-json" | "wrong-content-type" | "too-large" | "idempotency-key-missing" | "idempotency-key-reused" | "not-returnable" | "quantity-gone" | "wrong-origin" | "not-found" | "method-not-allowed" | "busy" | "storage-full" | "glyph-missing" | "photo-refused" | "too-many-photos" | "sign-in-needed" | "not-allowed" | "status-conflict" | "too-many-boxes" | "settings-conflict" | "contrast-too-low" | "design-faulty" | "policy-invalid" | "link-expired" | "key-in-browser" | "key-ended" | "key-elsewhere" | "scope-missing" | "too-many-requests" | "precondition-failed" | "mail-not-set" | "work-needed" | "confirmation-needed" | "other-shop" | "already-received" | "unknown-code" | "code-incomplete" | "device-revoked" | "pin-wrong" | "worker-locked" | "internal";

/** Where a box that is awaited is; the same word in the address, the API and the event. */
export type Coming = "expected" | "overdue" | "at_door";

/** How stock may be used: only what is sellable counts as what the shop can sell. */
export type Condition = "sellable" | "second" | "repair" | "blocked";

/** What the form needs to know of a shop. */
export interface Config {
  shop: Shop;
  language: string;
  direction: string;
  version: number;
  look: Record<string, unknown>;
  fields: Array<Field>;
  options: Array<Option>;
  proof: ProofFields;
  countries: Array<Country>;
  reasons: Array<ReasonChoice>;
  conditions: Array<Choice>;
  resolutions: Array<Choice>;
  delivery: DeliveryWays;
  withdrawal: WithdrawalTexts;
  texts: Record<string, string | Record<string, string>>;
}

/** Who sends the parcel: the shopper. */
export interface Consignor {
  name: string;
  email: string;
  phone: string;
  address: Address;
}

/** Who sends it and from where; mail goes to the order's own address where it has one. */
export interface Contact {
  name?: string;
  email?: string;
  phone?: string;
  address?: AddressSetting;
}

/** An amount, and how it is written. */
export interface Cost {
  minor: number;
  currency: string;
  text: string;
}

/** How many. */
export interface Count {
  count: number;
}

/** A country with its address form. */
export interface Country {
  code: string;
  name: string;
  fields: Array<Array<string>>;
  labels: Record<string, string>;
  required: Array<string>;
  postcode_pattern: string;
  regions?: Array<Array<string>>;
}

/** Why a line was let in: the rule of the policy, what it said, and on which day. */
export interface Decision {
  /** `allow`, `ask`, `keep`, or `refuse` where an agent overrode the policy */
  outcome: string;
  rule: string;
  sentence: string;
  policy_version: number | null;
  day: string | null;
  /** whether an agent let in what the policy refuses */
  overridden: boolean;
}

/** Why: a sentence at hand in the shopper's language, your own, or both; the shopper reads it. */
export interface Declining {
  preset?: "" | "late" | "used" | "incomplete" | "not_ours" | "no_defect" | "refunded";
  reason?: string;
}

/** What is to be done. */
export type Deed = "count" | "add" | "take" | "move";

/** How the shopper wants the label. */
export type Delivery = "popup" | "email" | "both";

/** A delivery with what is sent, letter by letter, and its tries, newest first. */
export interface DeliveryDetail {
  id: string;
  endpoint_id: string;
  event_id: string;
  type: string;
  state: DeliveryState;
  tries: number;
  due_at: string;
  created_at: string;
  body: string;
  log: Array<Try>;
}

/** Deliveries, newest first. */
export interface DeliveryPage {
  data: Array<DeliveryShape>;
  next_cursor: string | null;
}

/** One event for one endpoint; `due_at` is when it is tried next while it is `waiting`. */
export interface DeliveryShape {
  id: string;
  endpoint_id: string;
  event_id: string;
  type: string;
  state: DeliveryState;
  tries: number;
  due_at: string;
  created_at: string;
}

/** How far an event is on its way to an endpoint: held while the endpoint is paused, failed when nothing more is tried. */
export type DeliveryState = "waiting" | "held" | "delivered" | "failed";

/** How a label may be had. */
export interface DeliveryWays {
  ways: Array<string>;
}

/** What becomes of what arrived (VDMA and GS1 call the decision the disposition). */
export type Disposition = "restock" | "resell" | "refurbish" | "vendor" | "donate" | "recycle" | "scrap";

/** Which paper a link opens. */
export type Document = "label" | "slip" | "note" | "instructions" | "invoice" | "customs";

/** A page of what is kept, newest first. */
export interface DocumentPage {
  data: Array<DocumentShape>;
  next_cursor: string | null;
}

/** A kept paper; `sha256` is of its bytes, `url` gives them to whoever holds a key. */
export interface DocumentShape {
  id: string;
  rma: string;
  order_number: string;
  status: string;
  tracking_number: string | null;
  box: number;
  document: string;
  form: string;
  dpi: number;
  page: number;
  name: string;
  bytes: number;
  sha256: string;
  saved_at: string;
  url: string;
}

/** What is kept of it: one entry a page where the form has one page a file. */
export interface DocumentsKept {
  documents: Array<DocumentShape>;
}

/** Nothing is told. */
export interface Empty {

}

/** The paper that travels in the box. */
export type Enclosed = "label" | "slip" | "none";

/** An endpoint; `because` says why it is paused: `owner`, `failures` or `gone`. `failures` counts those in a row. */
export interface Endpoint {
  id: string;
  url: string;
  types: Array<string>;
  note: string;
  state: EndpointState;
  because: Because;
  failures: number;
  last_success_at: string | null;
  old_secret_until: string | null;
  created_at: string;
}

/** All endpoints of the shop. */
export interface EndpointList {
  data: Array<Endpoint>;
}

/** Whether an endpoint is told, or what is for it waits. */
export type EndpointState = "active" | "paused";

/** Where to call, of which events, and a name for people; no `types` mean all, also those of later versions. */
export interface EndpointWish {
  url: string;
  types?: Array<string>;
  note?: string;
}

/** An endpoint with its secret, which the API shows this once. */
export interface EndpointWithSecret {
  id: string;
  url: string;
  types: Array<string>;
  note: string;
  state: EndpointState;
  because: Because;
  failures: number;
  last_success_at: string | null;
  old_secret_until: string | null;
  created_at: string;
  secret: string;
}

/** How many returns and orders were erased, and what had to stay. */
export interface Erasure {
  returns: number;
  orders: number;
  kept: Array<Kept>;
}

/** One event, as webhooks bring it; `sequence` counts the events of one return, `data` is as docs/webhooks.md lists it. */
export interface Event {
  id: string;
  type: string;
  version: number;
  timestamp: string;
  shop: string;
  sequence: number;
  data: Record<string, unknown>;
}

/** Events, oldest first. Keep `next_cursor`, also where nothing more is there yet, and ask with it again. */
export interface EventPage {
  data: Array<Event>;
  next_cursor: string;
  has_more: boolean;
}

/** What is wanted instead: one of the line's variants by its SKU, or anything by its name. */
export interface Exchange {
  sku?: string;
  title?: string;
}

/** What is wrong with one part of what was sent; `code` is required, format, too-long, unknown or range. */
export interface Fault {
  field: string;
  code: string;
  detail: string;
}

/** One field of the form. */
export interface Field {
  id: string;
  kind: string;
  label: string;
  hint: string;
  required: boolean;
  pattern: string | null;
  autocomplete: string;
  input_mode: string;
  options?: Array<Choice>;
}

/** What is wrong with one part of what was sent. */
export interface FieldFault {
  /** its path, such as `lines.1.quantity` */
  field: string;
  /** `required`, `format`, `too-long`, `unknown`, `range` or, of the policy, its own */
  code: string;
  detail: string;
}

/** The file formats of a document; the value is the ending of its address and its file name. */
export type Form = "pdf" | "png" | "bmp" | "zpl" | "svg";

/** One thing that happened; `type` is the event's, `by` names who did it. */
export interface Happening {
  type: string;
  at: string;
  by: string;
}

/** What was found; `suggested` and `rule` are what the shop's rules said, `condition` what stock it made. */
export interface Inspection {
  inspection_id: string;
  return_id: string;
  rma: string;
  order_id: string;
  line_id: string;
  sku: string;
  title: string;
  outcome: Outcome;
  quantity: number;
  grade: string;
  disposition: Disposition | null;
  suggested: Disposition | null;
  rule: string;
  reason: string;
  warehouse: string;
  place: string;
  condition: Condition | null;
  recovered_minor: number | null;
  currency: string;
  found_at: string;
  undone_at: string | null;
}

/** A page of findings, newest first; those that were taken back say when. */
export interface InspectionPage {
  data: Array<Inspection>;
  next_cursor: string | null;
}

/** What became of one finding. */
export interface InspectionTold {
  id: string;
  state: PieceState;
  problem: Refusal | null;
  inspection: Inspection | null;
}

/** What became of each, in the order in which they were sent. */
export interface InspectionsTold {
  results: Array<InspectionTold>;
}

/** A receipt of a withdrawal that stays as evidence until a day. */
export interface Kept {
  receipt: string;
  until: string;
}

/** What is known of the buyer, and the way that is taken unless another is chosen. */
export interface KnownContact {
  name: string;
  phone: string;
  address: WidgetAddress;
  option: string;
}

/** A box's label; null where none is needed, as at the shop's own counter. */
export interface Label {
  number: number;
  rma: string;
  label: LabelLinks | null;
}

/** A paper's links: `pdf`, and the same paper by its ending; a carrier's label comes as PDF alone. */
export interface LabelLinks {
  pdf: string;
  forms: Record<string, string>;
}

/** The mail is on its way, to the address on record. */
export interface LabelMailed {
  state: string;
}

/** A return's paper, by links that open it for whoever holds them until `expires_at`. */
export interface Labels {
  labels: Array<Label>;
  packing_slip: LabelLinks | null;
  expires_at: string;
}

/** A line of one of the return's orders that is let in whatever the policy says; `override` says why, and stays. */
export interface LetIn {
  id: string;
  order_number?: string;
  quantity: number;
  reason: string;
  sub_reason?: string;
  override: string;
}

/** How much of a SKU lies at a place in a condition; below zero where a finding was taken back of what is gone. */
export interface Level {
  sku: string;
  place: string;
  condition: Condition;
  quantity: number;
  updated_at: string;
}

/** A page of levels, by SKU, place and condition; emptied ones are left out. */
export interface LevelPage {
  data: Array<Level>;
  next_cursor: string | null;
}

/** How a line is to be from now on; what is not said stays. A quantity of 0 takes it out. */
export interface LineChange {
  id: string;
  /** needed where two orders have a line of this id */
  order_number?: string;
  quantity?: number | null;
  reason?: string | null;
  sub_reason?: string | null;
  resolution?: Resolution | null;
  fee_minor?: number | null;
}

/** What comes back of one line, and why; the shop's reasons, conditions and resolutions apply. */
export interface LineWish {
  id: string;
  quantity: number;
  reason: string;
  sub_reason?: string;
  condition?: string;
  /** the first that the shop offers where none is said */
  resolution?: Resolution | null;
  exchange?: Exchange | null;
  note?: string;
}

/** Which lines change, and `why`: the shopper reads it, and it is needed where they get another thing. */
export interface LinesChange {
  lines: Array<LineChange>;
  why?: string;
}

/** Whose order it is. */
export interface LinkWish {
  /** a language tag; the nearest that the shop offers is taken */
  lang?: string;
  order_number?: string;
}

/** Where more of it is, for whoever holds a key. */
export interface Links {
  labels: string;
  documents: string;
  desk: string;
}

/** What came of it. */
export interface Made {
  return: MadeReturn;
  kept: boolean;
  fee_text: string;
  label: PaperLinks | null;
  packing_slip: PaperLinks | null;
  parcels: Array<Parcel>;
  status_url: string;
  email: MaskedMail | null;
}

/** Which return it is, and where it stands. */
export interface MadeReturn {
  rma: string;
  status: Status;
}

/** The mail that goes out. */
export interface Mailed {
  email: MaskedMail;
}

/** Up to 500 orders at once. */
export interface ManyOrders {
  orders: Array<PushedOrder>;
}

/** Up to 500 shipments at once. */
export interface ManyShipments {
  shipments: Array<SentOrder | SentNumber>;
}

/** Where the acknowledgement goes. */
export interface MaskedEmail {
  masked: string;
}

/** A mail that goes out. */
export interface MaskedMail {
  masked: string;
  state: string;
}

/** One message: a `question` to the shopper, the `answer`, a `change` that was told, or a `note` for the desk alone. */
export interface Message {
  number: number;
  kind: MessageKind;
  text: string;
  wants_photos: boolean;
  by: string;
  at: string;
}

/** What a message is: a question to the shopper, the answer, why the lines were changed, plain words to the shopper, the shopper's own word, or a note for the desk alone. */
export type MessageKind = "question" | "answer" | "change" | "message" | "word" | "note";

/** What was said about a return, oldest first. */
export interface Messages {
  data: Array<Message>;
}

/** How far a parcel is, in words that every carrier shares. */
export type Milestone = "announced" | "moving" | "waiting" | "delivered" | "strayed" | "unknown";

/** One move, never changed; `quantity` is signed, 0 where a count found what was known. */
export interface Move {
  move_id: string;
  sku: string;
  place: string;
  condition: Condition;
  quantity: number;
  because: Cause;
  reason: StockReason | null;
  return_id: string | null;
  made_at: string;
}

/** A page of moves, newest first. */
export interface MovePage {
  data: Array<Move>;
  next_cursor: string | null;
}

/** A note for the desk; the shopper never sees it. */
export interface Note {
  text: string;
}

/** An empty object. */
export interface Nothing {

}

/** One line of an order as a shopper sees it. */
export interface OpenLine {
  id: string;
  title: string;
  sku: string;
  category: string;
  variants: Array<VariantChoice>;
  quantity: number;
  left: number;
  unit_price_minor: number | null;
  returnable: boolean;
  because: BecauseShape;
  until_on: string | null;
  reasons: Array<string> | null;
  terms: Array<Term>;
}

/** An order as far as it is proved. */
export interface Opened {
  proved: boolean;
  gift: boolean;
  business: boolean;
  session: string | null;
  proof_fields: Array<string>;
  order: OpenedOrder;
  lines: Array<OpenLine>;
  resolutions: Array<string>;
  contact: KnownContact | null;
  options: Array<Option>;
  email_masked: string | null;
  asks_first: boolean;
}

/** The order's own facts. */
export interface OpenedOrder {
  number: string;
  ordered_on: string | null;
  currency: string | null;
}

/** A way to send it. */
export interface Option {
  id: string;
  kind: string;
  label: string;
  cost: Cost | null;
  countries: Array<string>;
  reasons: Array<string>;
}

/** Who pays, and what is handed over where; the same word in the settings, the database and the API. */
export type OptionKind = "shopper_paid" | "prepaid" | "drop_off" | "in_store";

/** An order; `updated_at` is when the shop last told of it. */
export interface Order {
  number: string;
  /** `pushed`, or `token` where a signed link brought it */
  source: Source;
  updated_at: string;
  ordered_on: string | null;
  shipped_on: string | null;
  delivered_on: string | null;
  returnable_until: string | null;
  currency: string | null;
  language: string | null;
  business: boolean;
  name: string;
  email: string;
  phone: string;
  address: Address;
  lines: Array<OrderLine>;
}

/** One line; `taken` units are in returns, `left` may still go into one. */
export interface OrderLine {
  id: string;
  title: string;
  quantity: number;
  taken: number;
  left: number;
  sku: string;
  unit_price_minor: number | null;
  weight_g: number | null;
  returnable_until: string | null;
  returnable: boolean;
  category: string;
  tags: Array<string>;
  variants: Array<Variant>;
  picture: string;
}

/** An order token, perhaps with a proof, or a number with a proof. */
export interface OrderOpening {
  /** a language tag; the nearest that the shop offers is taken */
  lang?: string;
  token?: string;
  order_number?: string;
  proof?: Proof;
}

/** A page of orders. */
export interface OrderPage {
  data: Array<Order>;
  next_cursor: string | null;
}

/** One order, or many under `orders`. */
export type OrderPush = ManyOrders | PushedOrder;

/** The numbers of the orders that were taken in, and what is wrong with the others, each by its place. */
export interface OrdersSaved {
  saved: Array<string>;
  errors: Array<Fault>;
}

/** What was found of some units of a line. */
export type Outcome = "arrived" | "missing" | "extra" | "wrong" | "damaged";

/** A paper in every form it has, until the links end. */
export interface PaperLinks {
  pdf: string;
  forms: Record<string, string>;
  expires_at: string;
}

/** The papers we draw for; the value is what settings and addresses say. */
export type PaperSize = "4x6" | "100x150" | "a6" | "a5" | "a4" | "letter" | "roll62";

/** One box with a fresh link to its label; `postage` says who pays, `dropoff_code` is what a drop-off point prints from. */
export interface Parcel {
  number: number;
  rma: string;
  option: string;
  kind: OptionKind;
  state: ParcelState;
  postage: string;
  label: LabelLinks | null;
  carrier: string;
  tracking_number: string | null;
  dropoff_code: string | null;
}

/** How far a box's label is: the shop's own needs nothing more, a carrier's has to be bought. */
export type ParcelState = "own" | "wanted" | "buying" | "bought" | "failed" | "voiding" | "voided";

/** A list as a business pastes it: SKU, quantity and perhaps a reason, a line each. */
export interface Pasted {
  /** a language tag; the nearest that the shop offers is taken */
  lang?: string;
  session: string;
  text: string;
}

/** All that is kept of somebody; empty lists where nothing is. */
export interface PersonExport {
  shop: string;
  made_at: string;
  orders: Array<Record<string, unknown>>;
  returns: Array<Record<string, unknown>>;
  withdrawals: Array<Record<string, unknown>>;
}

/** The photo, to be named by a line. */
export interface Photo {
  id: string;
}

/** What a list names. */
export interface Picked {
  lines: Array<PickedLine>;
  faults: Array<UnreadLine>;
}

/** One line that the list names. */
export interface PickedLine {
  id: string;
  quantity: number;
  reason: string;
}

/** What became of one. */
export type PieceState = "done" | "again" | "refused";

/** What would become of it all. */
export interface Preview {
  lines: Array<PreviewLine>;
  fee_text: string;
  options: Array<Option>;
  asks_first: boolean;
  sends: boolean;
  notes: Array<string>;
}

/** What would become of one line. */
export interface PreviewLine {
  id: string;
  order: number;
  outcome: "allow" | "ask" | "keep" | "refuse";
  text: string;
  fee_minor: number;
  fee_text: string;
}

/** A refusal; programs decide by `code`, which never changes, people read `detail`. */
export interface Problem {
  /** the page that explains the code */
  type: string;
  title: string;
  status: number;
  code: Code;
  detail: string;
  /** the request, as the log knows it */
  instance: string;
  errors?: Array<FieldFault>;
}

/** What proves an order besides its number; any one is enough. */
export interface Proof {
  postcode?: string;
  email?: string;
  phone?: string;
}

/** Which fields prove an order. */
export interface ProofFields {
  fields: Array<string>;
}

/** One line of a pushed order; money in minor units of the order's currency. */
export interface PushedLine {
  id: string;
  title: string;
  quantity: number;
  sku?: string;
  unit_price_minor?: number | null;
  weight_g?: number | null;
  returnable_until?: string | null;
  returnable?: boolean;
  category?: string;
  tags?: Array<string>;
  variants?: Array<PushedVariant>;
  picture?: string;
}

/** One order as `POST /api/v1/orders` and `sendback orders import` take it. */
export interface PushedOrder {
  number: string;
  lines: Array<PushedLine>;
  ordered_on?: string | null;
  shipped_on?: string | null;
  delivered_on?: string | null;
  returnable_until?: string | null;
  currency?: string | null;
  language?: string | null;
  name?: string;
  email?: string;
  phone?: string;
  address?: AddressSetting;
  business?: boolean;
}

/** Something a line may be exchanged for. */
export interface PushedVariant {
  sku: string;
  title: string;
}

/** What the shopper is asked, by mail and on the return's page. */
export interface Question {
  text: string;
  wants_photos?: boolean;
}

/** A reason, its closer words, and what else is asked with it. */
export interface ReasonChoice {
  code: string;
  label: string;
  subs: Array<Choice>;
  photos: string;
  note: string;
}

/** The receipt of a withdrawal. */
export interface Receipt {
  id: string;
  received_at: string;
  received_text: string;
  statement: string;
  pdf: string;
  text: string;
  url: string;
  check_url: string;
}

/** A page of boxes, newest first; those that were taken back say when. */
export interface ReceiptPage {
  data: Array<ReceivedBox>;
  next_cursor: string | null;
}

/** What became of one box. */
export interface ReceiptTold {
  id: string;
  state: PieceState;
  problem: Refusal | null;
  receipt: ReceivedBox | null;
}

/** What became of each, in the order in which they were sent. */
export interface ReceiptsTold {
  results: Array<ReceiptTold>;
}

/** A box that was taken in; without `rma` nobody knows yet whose it is, and `code` is what was read on it. */
export interface ReceivedBox {
  receipt_id: string;
  return_id: string | null;
  rma: string | null;
  parcel: number | null;
  warehouse: string;
  code: string;
  weight_g: number | null;
  received_at: string;
  undone_at: string | null;
}

/** Why one was refused: a code of docs/problems.md, a sentence, and what is wrong with which member. */
export interface Refusal {
  code: string;
  detail: string;
  errors: Array<Fault>;
}

/** What is to become of a line; the same word in the settings, the database and the API. */
export type Resolution = "refund" | "exchange" | "store_credit" | "repair" | "keep";

/** A return; `because` says why it waits or why it was let in, `mismatches` what was typed otherwise than the order has it. */
export interface Return {
  rma: string;
  status: Status;
  order_number: string;
  order_numbers: Array<string>;
  created_at: string;
  updated_at: string;
  gift: boolean;
  language: string;
  delivery: Delivery;
  /** the rule of the whole: `policy`, `approval`, `mismatch`, `facts`, … */
  because: string;
  mismatches: Array<string>;
  decline_reason: string;
  refund_due_at: string | null;
  consignor: Consignor;
  fields: Record<string, string>;
  lines: Array<ReturnLine>;
  parcels: Array<Box>;
}

/** A return with its course. */
export interface ReturnDetail {
  rma: string;
  status: Status;
  order_number: string;
  order_numbers: Array<string>;
  created_at: string;
  updated_at: string;
  gift: boolean;
  language: string;
  delivery: Delivery;
  /** the rule of the whole: `policy`, `approval`, `mismatch`, `facts`, … */
  because: string;
  mismatches: Array<string>;
  decline_reason: string;
  refund_due_at: string | null;
  consignor: Consignor;
  fields: Record<string, string>;
  lines: Array<ReturnLine>;
  parcels: Array<Box>;
  timeline: Array<Happening>;
  links: Links;
}

/** One line of a return; `fee_minor` is for all its units, settled between shop and shopper. */
export interface ReturnLine {
  order_number: string;
  id: string;
  sku: string;
  title: string;
  quantity: number;
  unit_price_minor: number | null;
  reason: string;
  sub_reason: string;
  condition: string;
  resolution: Resolution;
  exchange_sku: string;
  exchange_title: string;
  fee_minor: number;
  fee_currency: string;
  note: string;
  /** whether the shopper keeps it: it is settled without being sent */
  kept: boolean;
  because: Decision;
}

/** A page of returns. */
export interface ReturnPage {
  data: Array<Return>;
  next_cursor: string | null;
}

/** What is to come back, of an order by its number, or of one that comes whole in `order`. */
export interface ReturnWish {
  order_number?: string;
  order?: PushedOrder | null;
  lines: Array<LineWish>;
  beside?: Array<Beside>;
  /** the order's buyer where it is not said */
  contact?: Contact | null;
  /** answers to the shop's own questions, by field */
  fields?: Record<string, string>;
  /** how it travels; the first that fits where none is said */
  option?: string;
  /** `popup`: you hand the label over; `email`: it is mailed */
  delivery?: Delivery | null;
  /** the shopper's language */
  lang?: string;
}

/** One thing told of a box, which is named by its tracking number, by its reference, or by its return's number and its own.  Without `at` it is told of now; `expected_on` is the day on which the carrier means to deliver. */
export interface SentEvent {
  tracking_number?: string;
  reference?: string;
  rma?: string;
  parcel?: number;
  milestone: Milestone;
  at?: string | null;
  text?: string;
  place?: string;
  expected_on?: string | null;
}

/** Up to 500 of them. */
export interface SentEvents {
  events: Array<SentEvent>;
}

/** What was found of some units of a line, which its `sku` names too where the return has one line of it.  Of what is `wrong`, `line_id` is the line and `sku` what lies there instead; of what is `extra`, there is no line. */
export interface SentInspection {
  /** your own id of it: sent again, it is not done again */
  id?: string;
  rma?: string;
  return_id?: string;
  tracking_number?: string;
  /** the code of a warehouse; the return's own where empty */
  warehouse?: string;
  /** the line's order; the return's first where empty */
  order_id?: string;
  line_id?: string;
  sku?: string;
  title?: string;
  outcome: Outcome;
  quantity: number;
  /** one of the shop's grades */
  grade?: string;
  /** what becomes of it; else what the shop's rules say */
  disposition?: Disposition | null;
  /** why it is another than the rules say: worn, incomplete, packaging, defect, better, or words */
  reason?: string;
  /** where it was put; else where the shop puts such things */
  place?: string;
  /** what all these units still bring */
  recovered_minor?: number | null;
  note?: string;
}

/** Up to 200 findings. */
export interface SentInspections {
  inspections: Array<SentInspection>;
}

/** One thing to do: `count` says how many lie there, `add` and `take` change that, `move` leads elsewhere. */
export interface SentMove {
  /** your own id of it: sent again, it is not done again */
  id?: string;
  kind: Deed;
  sku: string;
  place?: string;
  condition: Condition;
  quantity: number;
  /** for a move: the other place */
  to_place?: string | null;
  /** for a move: the other condition, never `sellable` */
  to_condition?: Condition | null;
  reason?: StockReason | null;
}

/** Up to 200 things to do. */
export interface SentMoves {
  moves: Array<SentMove>;
}

/** An order that was pushed before and ships now. */
export interface SentNumber {
  order_number: string;
  shipped_on?: string | null;
  mail?: ShipMail | null;
  print?: Enclosed | null;
}

/** A whole order that ships, with what is mailed to its buyer and what lies in its box. */
export interface SentOrder {
  number: string;
  lines: Array<PushedLine>;
  ordered_on?: string | null;
  shipped_on?: string | null;
  delivered_on?: string | null;
  returnable_until?: string | null;
  currency?: string | null;
  language?: string | null;
  name?: string;
  email?: string;
  phone?: string;
  address?: AddressSetting;
  business?: boolean;
  mail?: ShipMail | null;
  print?: Enclosed | null;
}

/** A box that is here. With `code` alone it is one that nobody knows: what was read on it. */
export interface SentReceipt {
  /** your own id of it: sent again, it is not done again */
  id?: string;
  rma?: string;
  return_id?: string;
  tracking_number?: string;
  /** the code of a warehouse; the return's own where empty */
  warehouse?: string;
  /** which box of the return; the first that was not here */
  parcel?: number | null;
  code?: string;
  weight_g?: number | null;
  note?: string;
}

/** Up to 200 boxes. */
export interface SentReceipts {
  receipts: Array<SentReceipt>;
}

/** What the shopper is mailed when an order ships. */
export type ShipMail = "none" | "link" | "label";

/** One shipment, or many under `shipments`. */
export type ShipmentPush = ManyShipments | SentOrder | SentNumber;

/** One shipment that was recorded: the number its label shows, and the address of its QR symbol. */
export interface ShipmentSaved {
  order_number: string;
  rma: string;
  qr_url: string;
}

/** The batch: what was recorded, what is wrong with the others, and the print files of all its papers. */
export interface ShipmentsSaved {
  batch: string;
  saved: Array<ShipmentSaved>;
  errors: Array<Fault>;
  files: Record<string, string>;
}

/** The shop. */
export interface Shop {
  name: string;
  hosted_url: string;
  logo_url: string | null;
}

/** From when on. */
export interface Since {
  since: string;
}

/** Who it is: by one of these at least. */
export interface Somebody {
  email?: string;
  order_numbers?: Array<string>;
  phone?: string;
}

/** How an order reached us. */
export type Source = "token" | "pushed";

/** One part of a statement. */
export interface StatedFact {
  label: string;
  value: string;
}

/** The statement as it would be sent. */
export interface Statement {
  statement: string;
  facts: Array<StatedFact>;
  work: WorkShape;
}

/** Who withdraws from what. */
export interface StatementWish {
  /** a language tag; the nearest that the shop offers is taken */
  lang?: string;
  name: string;
  order_number: string;
  email: string;
  /** empty for the whole contract */
  items?: string;
}

/** Where a return stands; the same word in the database, the API and the events. */
export type Status = "requested" | "authorized" | "received" | "declined" | "canceled" | "closed";

/** Why somebody changed what lies there; a few words to choose from, so that nobody's name is ever typed into a ledger. */
export type StockReason = "counted" | "found" | "lost" | "broken" | "sold" | "given" | "scrapped";

/** What became of one: the moves it took. */
export interface StockTold {
  id: string;
  state: PieceState;
  problem: Refusal | null;
  moves: Array<Move>;
}

/** What became of each, in the order in which they were sent. */
export interface StocksTold {
  results: Array<StockTold>;
}

/** What some choices lead to; null stands for every choice. */
export interface Term {
  reasons: Array<string> | null;
  conditions: Array<string> | null;
  resolutions: Array<string> | null;
  outcome: "allow" | "ask" | "keep" | "refuse";
  text: string;
  fee_minor: number;
  currency: string;
  fee_text: string;
  fee_each: boolean;
  option: string;
}

/** What came of it: events that were new, events that were known, and those that name no box, by their place. */
export interface TrackingHeard {
  heard: number;
  known: number;
  errors: Array<Fault>;
}

/** One try: the headers that were sent, and the answer's status and beginning, or the reason why none came. */
export interface Try {
  number: number;
  at: string;
  headers: Record<string, string>;
  status: number | null;
  reason: string;
  answer: string;
  took_ms: number;
}

/** One line of the list that names nothing. */
export interface UnreadLine {
  line: number;
  text: string;
}

/** Something a line may be exchanged for. */
export interface Variant {
  sku: string;
  title: string;
}

/** Something a line may be exchanged for. */
export interface VariantChoice {
  sku: string;
  title: string;
}

/** A postal address. */
export interface WidgetAddress {
  name?: string;
  company?: string;
  lines?: Array<string>;
  postcode?: string;
  city?: string;
  district?: string;
  region?: string;
  country?: string;
}

/** Another order, by the session its own proof gave, whose lines go into the same box. */
export interface WidgetBeside {
  session: string;
  lines: Array<WidgetLine>;
}

/** What is to come back. */
export interface WidgetChoice {
  /** a language tag; the nearest that the shop offers is taken */
  lang?: string;
  /** the bearer that opening the order gave */
  session: string;
  lines: Array<WidgetLine>;
  beside?: Array<WidgetBeside>;
  contact?: WidgetContact | null;
  fields?: Record<string, string>;
  option?: string;
}

/** Who sends the parcel. */
export interface WidgetContact {
  name?: string;
  email?: string;
  phone?: string;
  address?: WidgetAddress;
}

/** What is wanted instead. */
export interface WidgetExchange {
  sku?: string;
  title?: string;
}

/** What comes back of one line, and why. */
export interface WidgetLine {
  id: string;
  quantity: number;
  reason: string;
  sub_reason?: string;
  condition?: string;
  resolution?: Resolution | null;
  exchange?: WidgetExchange | null;
  note?: string;
  photos?: Array<string>;
}

/** What is to come back, and how the label is wanted. */
export interface WidgetReturn {
  /** a language tag; the nearest that the shop offers is taken */
  lang?: string;
  /** the bearer that opening the order gave */
  session: string;
  lines: Array<WidgetLine>;
  beside?: Array<WidgetBeside>;
  contact?: WidgetContact | null;
  fields?: Record<string, string>;
  option?: string;
  delivery: Delivery;
  /** the `fee_text` that the shopper saw */
  agreed?: string | null;
}

/** Which paper is to be kept, and in which form. */
export interface Wish {
  document?: Document;
  form?: Form;
  dpi?: 203 | 300;
  box?: number;
}

/** What was received. */
export interface Withdrawal {
  receipt: Receipt;
  email: MaskedEmail;
}

/** The way to withdraw, and what the law has to say. */
export interface WithdrawalTexts {
  enabled: boolean;
  url: string;
  texts: Record<string, string>;
}

/** The statement that the consumer confirmed. */
export interface WithdrawalWish {
  /** a language tag; the nearest that the shop offers is taken */
  lang?: string;
  name: string;
  order_number: string;
  email: string;
  /** empty for the whole contract */
  items?: string;
  work?: Work;
}

/** The work that is asked of whoever sends many statements. */
export interface Work {
  challenge?: string;
  nonce?: string;
}

/** What confirming takes. */
export interface WorkShape {
  needed: boolean;
  challenge: string;
  bits: number;
  wait_seconds: number;
}

/** Money in one currency; currencies are never added up. */
export interface Worth {
  currency: string;
  amount_minor: number;
}

/** What each operation takes and gives, by its operationId. */
export interface Operations {
  /** List orders */
  list_orders: {
    address: "GET /api/v1/orders";
    query?: { "limit"?: number; "cursor"?: string; "number"?: string; "email"?: string; "updated_since"?: string };
    answer: OrderPage;
  };
  /** Push orders */
  push_orders: {
    address: "POST /api/v1/orders";
    header: { "Idempotency-Key": string };
    body: OrderPush;
    answer: OrdersSaved;
  };
  /** Show an order */
  show_order: {
    address: "GET /api/v1/orders/{order_number}";
    path: { "order_number": string };
    header?: { "If-None-Match"?: string };
    answer: Order;
  };
  /** Replace an order */
  replace_order: {
    address: "PUT /api/v1/orders/{order_number}";
    path: { "order_number": string };
    header?: { "If-Match"?: string };
    body: PushedOrder;
    answer: Order;
  };
  /** List returns */
  list_returns: {
    address: "GET /api/v1/returns";
    query?: { "limit"?: number; "cursor"?: string; "status"?: Status; "order"?: string; "sku"?: string; "created_since"?: string; "updated_since"?: string };
    answer: ReturnPage;
  };
  /** Make a return */
  create_return: {
    address: "POST /api/v1/returns";
    header: { "Idempotency-Key": string };
    body: ReturnWish;
    answer: ReturnDetail;
  };
  /** Show a return */
  show_return: {
    address: "GET /api/v1/returns/{rma}";
    path: { "rma": string };
    header?: { "If-None-Match"?: string };
    answer: ReturnDetail;
  };
  /** Approve a return */
  approve: {
    address: "POST /api/v1/returns/{rma}/approve";
    path: { "rma": string };
    header?: { "If-Match"?: string };
    answer: ReturnDetail;
  };
  /** Decline a return */
  decline: {
    address: "POST /api/v1/returns/{rma}/decline";
    path: { "rma": string };
    header?: { "If-Match"?: string };
    body: Declining;
    answer: ReturnDetail;
  };
  /** Cancel a return */
  cancel: {
    address: "POST /api/v1/returns/{rma}/cancel";
    path: { "rma": string };
    header?: { "If-Match"?: string };
    answer: ReturnDetail;
  };
  /** Change lines */
  change_lines: {
    address: "PATCH /api/v1/returns/{rma}/lines";
    path: { "rma": string };
    header?: { "If-Match"?: string };
    body: LinesChange;
    answer: ReturnDetail;
  };
  /** Let a line in */
  add_line: {
    address: "POST /api/v1/returns/{rma}/lines";
    path: { "rma": string };
    header: { "Idempotency-Key": string };
    body: LetIn;
    answer: ReturnDetail;
  };
  /** List notes and messages */
  list_notes: {
    address: "GET /api/v1/returns/{rma}/notes";
    path: { "rma": string };
    answer: Messages;
  };
  /** Write a note */
  write_note: {
    address: "POST /api/v1/returns/{rma}/notes";
    path: { "rma": string };
    header: { "Idempotency-Key": string };
    body: Note;
    answer: Message;
  };
  /** Ask the shopper */
  ask: {
    address: "POST /api/v1/returns/{rma}/questions";
    path: { "rma": string };
    header: { "Idempotency-Key": string };
    body: Question;
    answer: Message;
  };
  /** Report mail that came back */
  report_bounce: {
    address: "POST /api/v1/bounces";
    body: Bounce;
    answer: Bounced;
  };
  /** Get label links */
  list_labels: {
    address: "GET /api/v1/returns/{rma}/labels";
    path: { "rma": string };
    answer: Labels;
  };
  /** Mail the label again */
  mail_label: {
    address: "POST /api/v1/returns/{rma}/labels/email";
    path: { "rma": string };
    header: { "Idempotency-Key": string };
    answer: LabelMailed;
  };
  /** Add a box */
  add_parcel: {
    address: "POST /api/v1/returns/{rma}/parcels";
    path: { "rma": string };
    header: { "Idempotency-Key": string };
    answer: Parcel;
  };
  /** Buy a label again */
  buy_label: {
    address: "POST /api/v1/returns/{rma}/parcels/{number}/buy";
    path: { "rma": string; "number": number };
    header?: { "If-Match"?: string };
    answer: ReturnDetail;
  };
  /** Give a label back */
  void_label: {
    address: "POST /api/v1/returns/{rma}/parcels/{number}/void";
    path: { "rma": string; "number": number };
    header?: { "If-Match"?: string };
    answer: ReturnDetail;
  };
  /** Tell of parcels */
  push_tracking: {
    address: "POST /api/v1/tracking";
    body: SentEvents;
    answer: TrackingHeard;
  };
  /** Push shipments */
  push_shipments: {
    address: "POST /api/v1/shipments";
    header: { "Idempotency-Key": string };
    body: ShipmentPush;
    answer: ShipmentsSaved;
  };
  /** Fetch a print file */
  show_print_file: {
    address: "GET /api/v1/shipments/{batch_id}.{ending}";
    path: { "batch_id": string; "ending": "pdf" | "zpl" };
    query?: { "what"?: "label" | "slip"; "size"?: PaperSize; "dpi"?: "203" | "300"; "sheet"?: "" | "a4-4xa6" | "a4-2xa5" | "letter-2x4x6"; "start"?: number };
    answer: Blob;
  };
  /** List boxes taken in */
  list_receipts: {
    address: "GET /api/v1/receipts";
    query?: { "limit"?: number; "cursor"?: string; "rma"?: string };
    answer: ReceiptPage;
  };
  /** Take boxes in */
  take_receipts: {
    address: "POST /api/v1/receipts";
    header: { "Idempotency-Key": string };
    body: SentReceipts;
    answer: ReceiptsTold;
  };
  /** List findings */
  list_inspections: {
    address: "GET /api/v1/inspections";
    query?: { "limit"?: number; "cursor"?: string; "rma"?: string };
    answer: InspectionPage;
  };
  /** Note findings */
  take_inspections: {
    address: "POST /api/v1/inspections";
    header: { "Idempotency-Key": string };
    body: SentInspections;
    answer: InspectionsTold;
  };
  /** List stock */
  list_levels: {
    address: "GET /api/v1/stock";
    query?: { "limit"?: number; "cursor"?: string; "sku"?: string; "place"?: string; "condition"?: Condition };
    answer: LevelPage;
  };
  /** Count, add, take, move */
  change_levels: {
    address: "POST /api/v1/stock";
    header: { "Idempotency-Key": string };
    body: SentMoves;
    answer: StocksTold;
  };
  /** List moves of stock */
  list_moves: {
    address: "GET /api/v1/stock/moves";
    query?: { "limit"?: number; "cursor"?: string; "sku"?: string };
    answer: MovePage;
  };
  /** List documents */
  find_documents: {
    address: "GET /api/v1/documents";
    query?: { "limit"?: number; "cursor"?: string; "q"?: string; "order"?: string; "rma"?: string; "tracking"?: string };
    answer: DocumentPage;
  };
  /** Fetch a document */
  fetch_document: {
    address: "GET /api/v1/documents/{document_id}";
    path: { "document_id": string };
    answer: Blob;
  };
  /** Keep a paper */
  save_document: {
    address: "POST /api/v1/returns/{rma}/documents";
    path: { "rma": string };
    header: { "Idempotency-Key": string };
    body: Wish;
    answer: DocumentsKept;
  };
  /** Export a person */
  export_person: {
    address: "POST /api/v1/privacy/export";
    body: Somebody;
    answer: PersonExport;
  };
  /** Erase a person */
  erase_person: {
    address: "POST /api/v1/privacy/erase";
    body: Somebody;
    answer: Erasure;
  };
  /** Show what comes */
  show_arrivals: {
    address: "GET /api/v1/reports/arrivals";
    query?: { "warehouse"?: string };
    answer: ArrivalReport;
  };
  /** List events */
  list_events: {
    address: "GET /api/v1/events";
    query?: { "limit"?: number; "cursor"?: string; "type"?: string };
    answer: EventPage;
  };
  /** List endpoints */
  list_webhook_endpoints: {
    address: "GET /api/v1/webhook-endpoints";
    answer: EndpointList;
  };
  /** Add an endpoint */
  add_webhook_endpoint: {
    address: "POST /api/v1/webhook-endpoints";
    header: { "Idempotency-Key": string };
    body: EndpointWish;
    answer: EndpointWithSecret;
  };
  /** Show an endpoint */
  show_webhook_endpoint: {
    address: "GET /api/v1/webhook-endpoints/{endpoint_id}";
    path: { "endpoint_id": string };
    answer: Endpoint;
  };
  /** Change an endpoint */
  change_webhook_endpoint: {
    address: "PUT /api/v1/webhook-endpoints/{endpoint_id}";
    path: { "endpoint_id": string };
    body: EndpointWish;
    answer: Endpoint;
  };
  /** Remove an endpoint */
  remove_webhook_endpoint: {
    address: "DELETE /api/v1/webhook-endpoints/{endpoint_id}";
    path: { "endpoint_id": string };
    answer: undefined;
  };
  /** Roll the secret */
  roll_webhook_secret: {
    address: "POST /api/v1/webhook-endpoints/{endpoint_id}/roll";
    path: { "endpoint_id": string };
    header: { "Idempotency-Key": string };
    answer: EndpointWithSecret;
  };
  /** Send a test */
  send_webhook_test: {
    address: "POST /api/v1/webhook-endpoints/{endpoint_id}/test";
    path: { "endpoint_id": string };
    header: { "Idempotency-Key": string };
    answer: DeliveryShape;
  };
  /** Pause an endpoint */
  pause_webhook_endpoint: {
    address: "POST /api/v1/webhook-endpoints/{endpoint_id}/pause";
    path: { "endpoint_id": string };
    answer: Endpoint;
  };
  /** Resume an endpoint */
  resume_webhook_endpoint: {
    address: "POST /api/v1/webhook-endpoints/{endpoint_id}/resume";
    path: { "endpoint_id": string };
    answer: Endpoint;
  };
  /** Send what failed again */
  replay_failed_deliveries: {
    address: "POST /api/v1/webhook-endpoints/{endpoint_id}/replay";
    path: { "endpoint_id": string };
    body: Since;
    answer: Count;
  };
  /** List deliveries */
  list_deliveries: {
    address: "GET /api/v1/webhook-endpoints/{endpoint_id}/deliveries";
    path: { "endpoint_id": string };
    query?: { "limit"?: number; "cursor"?: string; "state"?: DeliveryState; "type"?: string };
    answer: DeliveryPage;
  };
  /** Show a delivery */
  show_delivery: {
    address: "GET /api/v1/webhook-deliveries/{delivery_id}";
    path: { "delivery_id": string };
    answer: DeliveryDetail;
  };
  /** Send a delivery again */
  replay_webhook_delivery: {
    address: "POST /api/v1/webhook-deliveries/{delivery_id}/replay";
    path: { "delivery_id": string };
    answer: DeliveryShape;
  };
  /** Describe the shop */
  widget_show_config: {
    address: "GET /api/v1/widget/{pk}/config";
    path: { "pk": string };
    query?: { "lang"?: string };
    header?: { "If-None-Match"?: string };
    answer: Config;
  };
  /** Open an order */
  widget_show_order: {
    address: "POST /api/v1/widget/{pk}/orders/open";
    path: { "pk": string };
    body: OrderOpening;
    answer: Opened;
  };
  /** Mail a link to an order */
  widget_mail_link: {
    address: "POST /api/v1/widget/{pk}/orders/link";
    path: { "pk": string };
    body: LinkWish;
    answer: Empty;
  };
  /** Send a photo */
  widget_send_photo: {
    address: "POST /api/v1/widget/{pk}/photos";
    path: { "pk": string };
    header: { "Idempotency-Key": string; "Sendback-Session": string };
    body: Blob;
    answer: Photo;
  };
  /** Make a return */
  widget_create_return: {
    address: "POST /api/v1/widget/{pk}/returns";
    path: { "pk": string };
    header: { "Idempotency-Key": string };
    body: WidgetReturn;
    answer: Made;
  };
  /** Preview a return */
  widget_show_preview: {
    address: "POST /api/v1/widget/{pk}/returns/preview";
    path: { "pk": string };
    body: WidgetChoice;
    answer: Preview;
  };
  /** Read a pasted list */
  widget_read_list: {
    address: "POST /api/v1/widget/{pk}/returns/paste";
    path: { "pk": string };
    body: Pasted;
    answer: Picked;
  };
  /** Mail the label again */
  widget_mail_label: {
    address: "POST /api/v1/widget/{pk}/returns/{secret}/email";
    path: { "pk": string; "secret": string };
    header: { "Idempotency-Key": string };
    body: Nothing;
    answer: Mailed;
  };
  /** Write a withdrawal */
  widget_show_statement: {
    address: "POST /api/v1/widget/{pk}/withdrawals/statement";
    path: { "pk": string };
    body: StatementWish;
    answer: Statement;
  };
  /** Send a withdrawal */
  widget_create_withdrawal: {
    address: "POST /api/v1/widget/{pk}/withdrawals";
    path: { "pk": string };
    header: { "Idempotency-Key": string };
    body: WithdrawalWish;
    answer: Withdrawal;
  };
}
