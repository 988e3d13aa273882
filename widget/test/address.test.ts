import assert from "node:assert/strict";
import test from "node:test";
import { takeToken } from "../src/address";

const SHOP = "https://shop.example/orders";

const cases: [string, string, string][] = [
  ["#sbt=tok", "tok", ""],
  ["?sbt=tok", "tok", ""],
  ["?a=1&sbt=tok", "tok", "?a=1"],
  ["?sbt=tok&a=1", "tok", "?a=1"],
  ["?a=1&sbt=tok#part", "tok", "?a=1#part"],
  ["?a=1#part&sbt=tok", "tok", "?a=1#part"],
  ["#sbt=a.b-c_d%3D", "a.b-c_d=", ""],
];

for (const [tail, token, rest] of cases) {
  test(`the token of ${tail} is taken and the rest stays`, () => {
    assert.deepEqual(takeToken(SHOP + tail), { token, rest: SHOP + rest });
  });
}

test("an address without a token is left alone", () => {
  for (const tail of ["", "#", "?q=sbt=x", "#sbt=", "?xsbt=1"])
    assert.equal(takeToken(SHOP + tail), undefined);
});
