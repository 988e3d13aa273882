import assert from "node:assert/strict";
import test from "node:test";
import { clean, type Field, makeReader } from "../src/wedge";

interface Heard {
  codes: string[];
  press(keys: string | string[], between?: number, field?: Field | null): boolean[];
}

function listen(isCode = (text: string) => text.startsWith("R")): Heard {
  const codes: string[] = [];
  const read = makeReader({ onCode: (code) => codes.push(code), isCode });
  let at = 1000;
  return {
    codes,
    press: (keys, between = 5, field = null) =>
      [...keys].map((key) => {
        at += between;
        const hasModifier = key.startsWith("Ctrl+");
        return read({ key: key.replace("Ctrl+", ""), at, hasModifier }, field);
      }),
  };
}

function makeField(value: string): Field & { value: string } {
  const field = {
    value,
    read: () => field.value,
    restore: (text: string) => {
      field.value = text;
    },
  };
  return field;
}

/** Type into a field as a browser does: what nobody took ends up in it. */
function type(heard: Heard, field: Field & { value: string }, text: string[], between: number): void {
  for (const key of text) if (!heard.press([key], between, field)[0] && key.length === 1) field.value += key;
}

test("outside of fields a code is whole however slowly it comes", () => {
  for (const between of [0, 0.5, 400]) {
    const heard = listen();
    heard.press([..."R1234567897", "Enter"], between);
    assert.deepEqual(heard.codes, ["R1234567897"]);
  }
});

test("two thousand characters a second lose none, code after code, with Enter or Tab behind them", () => {
  const heard = listen();
  const codes = Array.from({ length: 500 }, (_, n) => `R${String(n).padStart(10, "0")}`);
  for (const [n, code] of codes.entries()) heard.press([...code, n % 2 ? "Tab" : "Enter"], 0.5);
  assert.deepEqual(heard.codes, codes);
});

test("Enter and Tab do what they always do where nothing was scanned", () => {
  assert.deepEqual(listen().press(["Enter", "Tab", " ", "Shift", "Escape"]), [
    false,
    false,
    false,
    false,
    false,
  ]);
});

test("what was typed by hand is taken back by hand", () => {
  const heard = listen();
  heard.press([..."AB", "Backspace", "C", "Enter", "X", "Escape", "Enter"]);
  assert.deepEqual(heard.codes, ["AC"]);
});

test("the group separator comes through as Ctrl+] and stays between two codes", () => {
  const heard = listen();
  heard.press([..."01", "Ctrl+]", ..."21", "Enter"]);
  assert.deepEqual(heard.codes, ["01\u001d21"]);
});

test("control characters and the AIM prefix go", () => {
  assert.equal(clean("]C1\u0002R1234567897\u0003\r"), "R1234567897");
  assert.equal(clean("  abc\u007f "), "abc");
});

test("a slow note stays untouched, whatever is typed", () => {
  const heard = listen();
  const field = makeField("");
  type(heard, field, [..."R1234567897", "Enter"], 120);
  assert.deepEqual([heard.codes, field.value], [[], "R1234567897"]);
});

test("a scan that runs into a note is taken out of it again and heard", () => {
  const heard = listen();
  const field = makeField("");
  type(heard, field, [..."box is wet"], 140);
  heard.press(["Shift"], 900, field);
  type(heard, field, [..."R1234567897", "Enter"], 8);
  assert.deepEqual([heard.codes, field.value], [["R1234567897"], "box is wet"]);
});

test("a fast typist keeps their words: without a check character it is none of ours", () => {
  const heard = listen();
  const field = makeField("");
  type(heard, field, [..."thanks a lot", "Enter"], 30);
  assert.deepEqual([heard.codes, field.value], [[], "thanks a lot"]);
});
