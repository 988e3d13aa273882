import assert from "node:assert/strict";
import test from "node:test";
import { findFaults } from "../src/form/field";
import { takeOrder } from "../src/form/orders";
import { inputOf, returnBody } from "../src/form/sending";
import { readAddress } from "../src/form/steps/address";
import { findLineFaults } from "../src/form/steps/lines";
import { type Known, neighbour, type Visit } from "../src/form/visit";
import type { Config, Field, Line, Opened } from "../src/model";

const line = (id: string, left: number, returnable = true): Line => ({
  id,
  key: id,
  title: id,
  quantity: 2,
  left,
  returnable,
});
const field = (id: string, kind = id, more: Partial<Field> = {}): Field => ({
  id,
  kind,
  label: id,
  required: true,
  ...more,
});

const config = {
  language: "en",
  fields: [field("order_number"), field("email"), field("address"), field("own_size", "text")],
  countries: [
    {
      code: "FI",
      name: "Finland",
      fields: [["street"], ["postcode", "city"]],
      required: ["street", "postcode"],
    },
    { code: "US", name: "United States", fields: [["street"], ["city", "region"]], required: ["street"] },
  ],
  reasons: [{ code: "big", label: "Big" }],
} as unknown as Config;

const makeVisit = (values: Record<string, string> = {}): Visit =>
  ({
    config,
    values,
    orders: [],
    photos: {},
    say: (key: string) => key,
    path: ["proof", "lines", "details", "done"],
    step: "proof",
  }) as unknown as Visit;

const opened = (...lines: Line[]): Opened => ({
  proved: true,
  session: "s",
  order: { number: "1" },
  lines,
  contact: { name: "Lumi", address: { lines: ["Street 1", "A 4"], city: "Helsinki", country: "FI" } },
});

const ASKING = { order_number: "1", lang: "en" };

function withLines(values: Record<string, string>, ...lines: Line[]): Visit {
  const visit = makeVisit(values);
  visit.orders = [{ ...opened(...lines), asking: ASKING } as Known];
  return visit;
}

test("an order fills in what the shopper has not typed, and nothing else", () => {
  const visit = makeVisit({ "address.city": "Turku" });
  takeOrder(visit, opened(line("a", 2), line("b", 1)), ASKING);
  assert.equal(visit.orders[0]?.session, "s");
  assert.equal(visit.values["address.city"], "Turku");
  assert.equal(visit.values["address.street"], "Street 1");
  assert.equal(visit.values["address.street2"], "A 4");
  assert.equal(visit.values.name, "Lumi");
});

test("an order of one line is picked already; of several, none is", () => {
  const one = makeVisit();
  takeOrder(one, opened(line("a", 2)), ASKING);
  assert.equal(one.values["line.a"], "1");
  const two = makeVisit();
  takeOrder(two, opened(line("a", 2), line("b", 2)), ASKING);
  assert.equal(two.values["line.a"], "");
});

test("when less is left than was picked, the pick shrinks", () => {
  const visit = makeVisit({ "line.a": "3", "line.b": "1", "line.c": "1" });
  takeOrder(visit, opened(line("a", 2), line("b", 0), line("c", 1, false)), ASKING);
  assert.deepEqual([visit.values["line.a"], visit.values["line.b"], visit.values["line.c"]], ["2", "", ""]);
});

test("a choice of lines needs one line, and a reason for each", () => {
  const faults = (values: Record<string, string>) =>
    findLineFaults(withLines(values, line("a", 2), line("b", 1)));
  assert.deepEqual(faults({}), [{ name: "line.a", text: "error_lines" }]);
  assert.deepEqual(faults({ "line.b": "1" }), [{ name: "reason.b", text: "error_reason" }]);
  assert.deepEqual(faults({ "line.b": "1", "reason.b": "big" }), []);
});

test("faults are what is missing or does not fit; a pattern that is none stops nobody", () => {
  const faults = (value: string, more: Partial<Field>) =>
    findFaults(makeVisit({ f: value }), [field("f", "text", more)]);
  assert.equal(faults("  ", {})[0]?.text, "error_required");
  assert.equal(faults("", { required: false }).length, 0);
  assert.equal(faults("123", { pattern: "\\d{5}" })[0]?.text, "error_format");
  assert.equal(faults("12345", { pattern: "^\\d{5}$" }).length, 0);
  assert.equal(faults("x", { pattern: "(" }).length, 0);
  assert.equal(faults("no-at", { kind: "email" })[0]?.text, "error_format");
});

test("the address is sent in the shape of its country", () => {
  const typed = {
    "address.country": "US",
    "address.street": " 1 Main St ",
    "address.city": "Troy",
    "address.region": "NY",
  };
  const address = JSON.parse(JSON.stringify(readAddress(makeVisit(typed), field("address"))));
  assert.deepEqual(address, { country: "US", lines: ["1 Main St"], city: "Troy", region: "NY" });
});

test("the return says only what was picked", () => {
  const values = { "line.a": "2", "reason.a": "big", "note.a": " ", own_size: "M", delivery: "email" };
  const visit = withLines(values, line("a", 2), line("b", 2));
  const body = JSON.parse(JSON.stringify(returnBody(visit)));
  assert.deepEqual(body.lines, [{ id: "a", quantity: 2, reason: "big" }]);
  assert.deepEqual(body.fields, { own_size: "M" });
  assert.equal(body.delivery, "email");
});

test("a refusal's field finds its input", () => {
  const visit = makeVisit();
  takeOrder(visit, opened(line("a", 2)), ASKING);
  visit.adding = true;
  takeOrder(visit, { ...opened(line("a", 2)), order: { number: "2" } }, ASKING);
  const found: Record<string, string> = {
    "contact.email": "email",
    "contact.address.postcode": "address.postcode",
    "contact.address.lines": "address.street",
    "fields.own_size": "own_size",
    "lines.a.sub_reason": "sub_reason.a",
    "lines.a.quantity": "line.a",
    "beside.0.lines.a.photos": "photos.2/a",
  };
  for (const [field, input] of Object.entries(found)) assert.equal(inputOf(visit, field), input);
});

test("steps have neighbours, and the ends have none beyond", () => {
  const visit = makeVisit();
  assert.equal(neighbour(visit), "lines");
  assert.equal(neighbour(visit, -1), undefined);
});
