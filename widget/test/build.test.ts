import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const build = readFileSync("widget/build.mjs", "utf8");
const ours = /\/\^\(([a-z|]+)\)\$\//.exec(build)?.[1]?.split("|") ?? [];

test("no name that the build shortens is one of the door's or of the options", () => {
  assert.ok(ours.length > 10);
  for (const file of ["widget/src/model.ts", "widget/src/options.ts"]) {
    const names = [...readFileSync(file, "utf8").matchAll(/^\s+(\w+)\??:/gm)].map(([, name]) => name);
    assert.deepEqual(
      ours.filter((name) => names.includes(name)),
      [],
    );
  }
});
