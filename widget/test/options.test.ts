import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { ATTRIBUTES, mergeOptions, readOptions, serverOf } from "../src/options";

test("attributes become options and typed-in values; strangers' attributes are left", () => {
  const dataset = { shop: "pk", orderNumber: "1001", sendback: "", cfBeacon: "x", lang: "" };
  assert.deepEqual(readOptions({ dataset }), { shop: "pk", values: { order_number: "1001" } });
});

test("later options lie on top, and values are laid over one another", () => {
  const merged = mergeOptions(
    { shop: "a", values: { email: "e" } },
    { values: { name: "n" } },
    { shop: "b" },
  );
  assert.deepEqual(merged, { shop: "b", values: { email: "e", name: "n" } });
});

test("the door is where the script came from, wherever it is mounted", () => {
  assert.equal(serverOf("https://r.example/widget/v1/sendback.js"), "https://r.example");
  assert.equal(serverOf("https://r.example/returns/widget/0.1.0/sendback.js?x"), "https://r.example/returns");
});

test("every attribute stands in the docs", () => {
  const docs = readFileSync("docs/widget.md", "utf8");
  for (const name of Object.keys(ATTRIBUTES)) {
    const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    assert.ok(docs.includes(`\`${attribute}\``), attribute);
  }
});
