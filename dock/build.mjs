/**
 * Build the dock's page: its script, its look, its decoder, and the service worker that keeps all of it for days without network.
 *
 * The build is named by the hash of everything that the worker keeps: another word in a catalogue is another build.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

const SHEETS = ["look", "look_screens", "look_boxes"];
const LOCALES = "server/sendback/words/locale";
const SHELL = "server/sendback/web/templates/dock/shell.html";

export async function buildDock({ bundle, put, putPacked, STATIC, asCss }) {
  const decoder = await bundle("dock/src/camera/decoder.worker.ts", "esm");
  const parts = {
    "app.js": await bundle("dock/src/main.ts", "esm"),
    "app.css": Buffer.from((await Promise.all(SHEETS.map((name) => asCss(`dock/src/${name}.css`)))).join("")),
    // Whoever wrote the decoder would fetch what it runs on from a server of others, which is cut out.
    "decoder.js": Buffer.from(decoder.toString().replaceAll(/https:\/\/[a-z.]+\/npm\//g, "")),
    "zxing_reader.wasm": readFileSync("node_modules/zxing-wasm/dist/reader/zxing_reader.wasm"),
  };
  const languages = readdirSync(LOCALES).sort();
  const words = languages.map((language) => readFileSync(`${LOCALES}/${language}/dock.json`));
  const draft = await bundle("dock/src/sw.ts", "iife", { BUILD: '""', PARTS: "[]", LARGE_PARTS: "[]" });
  const hash = createHash("sha256");
  for (const bytes of [draft, readFileSync(SHELL), ...words, ...Object.values(parts)]) hash.update(bytes);
  const name = hash.digest("hex").slice(0, 16);
  const at = (part) => `/dock/static/${name}/${part}`;
  const worker = await bundle("dock/src/sw.ts", "iife", {
    BUILD: JSON.stringify(name),
    PARTS: JSON.stringify([
      at("app.js"),
      at("app.css"),
      "/dock/manifest.webmanifest",
      ...languages.map((language) => `/dock/words/${language}.json`),
    ]),
    LARGE_PARTS: JSON.stringify([at("decoder.js"), at("zxing_reader.wasm")]),
  });
  for (const [part, bytes] of Object.entries({ ...parts, "sw.js": worker })) {
    put(`${STATIC}/dock/${part}`, bytes);
    putPacked(`${STATIC}/dock/${part}`, bytes);
  }
  put(`${STATIC}/dock/build.json`, Buffer.from(`${JSON.stringify({ build: name })}\n`));
}
