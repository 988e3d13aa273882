import assert from "node:assert/strict";
import test from "node:test";
import { findFaults } from "../src/form/field";
import { inputOf } from "../src/form/page";
import { readAddress } from "../src/form/steps/address";
import { returnBody } from "../src/form/steps/details";
import { findLineFaults } from "../src/form/steps/lines";
import { neighbour, takeOrder, type Visit } from "../src/form/visit";
import type { Config, Field, Line, Opened } from "../src/model";

const line = (id: string, left: number, returnable = true): Line => ({
  id,
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

test("an order fills in what the shopper has not typed, and nothing else", () => {
  const visit = makeVisit({ "address.city": "Turku" });
  takeOrder(visit, opened(line("a", 2), line("b", 1)));
  assert.equal(visit.session, "s");
  assert.equal(visit.values["address.city"], "Turku");
  assert.equal(visit.values["address.street"], "Street 1");
  assert.equal(visit.values["address.street2"], "A 4");
  assert.equal(visit.values.name, "Lumi");
});

test("an order of one line is picked already; of several, none is", () => {
  const one = makeVisit();
  takeOrder(one, opened(line("a", 2)));
  assert.equal(one.values["line.a"], "1");
  const two = makeVisit();
  takeOrder(two, opened(line("a", 2), line("b", 2)));
  assert.equal(two.values["line.a"], "");
});

test("when less is left than was picked, the pick shrinks", () => {
  const visit = makeVisit({ "line.a": "3", "line.b": "1", "line.c": "1" });
  takeOrder(visit, opened(line("a", 2), line("b", 0), line("c", 1, false)));
  assert.deepEqual([visit.values["line.a"], visit.values["line.b"], visit.values["line.c"]], ["2", "", ""]);
});

test("a choice of lines needs one line, and a reason for each", () => {
  const lines = [line("a", 2), line("b", 1)];
  assert.deepEqual(findLineFaults(makeVisit(), lines), [{ name: "line.a", text: "error_lines" }]);
  assert.deepEqual(findLineFaults(makeVisit({ "line.b": "1" }), lines), [
    { name: "reason.b", text: "error_reason" },
  ]);
  assert.deepEqual(findLineFaults(makeVisit({ "line.b": "1", "reason.b": "big" }), lines), []);
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
  const visit = makeVisit({
    "line.a": "2",
    "reason.a": "big",
    "note.a": " ",
    own_size: "M",
    delivery: "email",
  });
  visit.order = opened(line("a", 2), line("b", 2));
  visit.session = "s";
  const body = JSON.parse(JSON.stringify(returnBody(visit)));
  assert.deepEqual(body.lines, [{ id: "a", quantity: 2, reason: "big" }]);
  assert.deepEqual(body.fields, { own_size: "M" });
  assert.equal(body.delivery, "email");
});

test("a refusal's field finds its input", () => {
  assert.equal(inputOf("contact.email"), "email");
  assert.equal(inputOf("contact.address.postcode"), "address.postcode");
  assert.equal(inputOf("contact.address.lines"), "address.street");
  assert.equal(inputOf("fields.own_size"), "own_size");
});

test("steps have neighbours, and the ends have none beyond", () => {
  const visit = makeVisit();
  assert.equal(neighbour(visit), "lines");
  assert.equal(neighbour(visit, -1), undefined);
});
