import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tag } from "../src/model";
import { developerMail, escapeHtml, escapeScript, KINDS, makeSnippet, policyLines } from "../src/snippet";
import expected from "./snippets.json";

const PIECES = [
  "</script>",
  "<script>",
  '"',
  "'",
  "`",
  "<!--",
  "-->",
  "?>",
  "<?php",
  "{{",
  "}}",
  "{%",
  "&",
  "\\",
  "\u2028",
  "\n",
  "]]>",
  "é",
  "返",
  "ر",
  "x",
];

/** A small generator with a seed, so that what failed once fails again. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

function makeText(random: () => number): string {
  const length = Math.floor(random() * 6) + 1;
  return Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)]).join("");
}

function makeTag(random: () => number): Tag {
  const names = ["origin", "key", "hosted_url", "script", "pinned_script", "integrity", "version"] as const;
  return Object.fromEntries(names.map((name) => [name, makeText(random)])) as unknown as Tag;
}

test("the snippet is what it is said to be", () => {
  const tag = expected.tag as Tag;
  const linkText = "Return an item";
  assert.equal(makeSnippet(tag, { kind: "html", isPinned: false, linkText }), expected.html);
  assert.equal(makeSnippet(tag, { kind: "html", isPinned: true, linkText }), expected.html_pinned);
});

test("pinned names the version and its hash, automatic neither", () => {
  const tag = expected.tag as Tag;
  for (const kind of KINDS) {
    const [pinned, auto] = [true, false].map((isPinned) =>
      makeSnippet(tag, { kind, isPinned, linkText: "x" }),
    );
    assert.ok(
      pinned?.includes(tag.integrity) && pinned.includes(tag.pinned_script) && /crossorigin/i.test(pinned),
      kind,
    );
    assert.ok(!auto?.includes("sha384") && auto?.includes(tag.script), kind);
    assert.ok(auto?.includes(tag.key), kind);
  }
});

test("whatever the values hold, an attribute stays an attribute and text stays text", () => {
  const random = makeRandom(20_261_124);
  for (let round = 0; round < 3000; round++) {
    const text = makeText(random);
    assert.doesNotMatch(escapeHtml(text), /[<>"'`{}]/);
    assert.equal(readHtml(escapeHtml(text)), text);
    assert.doesNotMatch(escapeScript(text), /[<>&{}\u2028\u2029\n]/);
    assert.equal(JSON.parse(escapeScript(text)), text);
  }
});

test("whatever the values hold, the snippet keeps its shape", () => {
  const random = makeRandom(42);
  for (let round = 0; round < 1500; round++) {
    const tag = makeTag(random);
    const linkText = makeText(random);
    for (const kind of KINDS) {
      for (const isPinned of [true, false]) {
        const snippet = makeSnippet(tag, { kind, isPinned, linkText });
        const plain = makeSnippet(PLAIN, { kind, isPinned, linkText: "plain" });
        assert.deepEqual(skeleton(snippet), skeleton(plain), `${kind}: ${JSON.stringify({ tag, linkText })}`);
      }
    }
  }
});

test("the mail carries the snippet and the policy, and nothing breaks out of its address", () => {
  const tag = expected.tag as Tag;
  const wishes = { kind: "html" as const, isPinned: false, linkText: "Return & more" };
  const mail = new URL(developerMail("Shop & Söhne", tag, wishes));
  assert.equal(mail.protocol, "mailto:");
  assert.deepEqual([...mail.searchParams.keys()], ["subject", "body"]);
  assert.ok(mail.searchParams.get("body")?.includes(makeSnippet(tag, wishes)));
  assert.ok(mail.searchParams.get("body")?.includes(policyLines(tag).join("\n")));
});

const PLAIN: Tag = {
  origin: "plain",
  key: "plain",
  hosted_url: "plain",
  script: "plain",
  pinned_script: "plain",
  integrity: "plain",
  version: "plain",
};

/** All that means something to a parser: tags, quotes, template and PHP marks, line ends. */
const skeleton = (snippet: string): string[] =>
  snippet.match(/<\/?[a-z!?-]+|[<>"'`{}\n]|\?>/gi)?.map((mark) => mark.toLowerCase()) ?? [];

const readHtml = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
