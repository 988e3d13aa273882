/**
 * Build the shopper's widget, the builder's script and the dock's page, byte for byte the same from the same lock file.
 *
 * `--check` writes nothing and fails when what is committed is not what the sources make.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { buildDock } from "../dock/build.mjs";

const STATIC = "server/sendback/web/static";
const TARGET = ["es2022", "chrome123", "firefox124", "safari17.5"];
const check = process.argv.includes("--check");
const version = /^version = (\S+)$/m.exec(readFileSync("setup.cfg", "utf8"))[1];

const asCss = async (path) =>
  squeeze(
    (await transform(readFileSync(path, "utf8"), { loader: "css", minify: true, target: TARGET })).code,
  );

/** Style sheets travel inside the script as text: one file, one hash, no style-src. */
const cssAsText = {
  name: "css-as-text",
  setup(esbuild) {
    esbuild.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await asCss(path),
      loader: "text",
    }));
  },
};

/** Take out the spaces that the minifier must leave in custom properties, whose grammar it cannot know. */
const squeeze = (css) =>
  css
    .trim()
    .replace(/(--[\w-]+): /g, "$1:")
    .replace(/, /g, ",");

async function bundle(entry, format, define = {}) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format,
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    define: { VERSION: JSON.stringify(version), ...define },
    plugins: [cssAsText],
    // Not the tsconfig nearby: that one is for checking, and would change the bytes.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  return Buffer.from(outputFiles[0].contents);
}

const stale = [];

function put(path, bytes, isSame = (old) => old.equals(bytes)) {
  if (existsSync(path) && isSame(readFileSync(path))) return;
  if (check) return stale.push(path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

/** Another Node may pack the same bytes differently: what counts is what comes out. */
function putPacked(path, bytes) {
  const same = (unpack) => (old) => unpack(old).equals(bytes);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  put(`${path}.br`, brotliCompressSync(bytes, { params: quality }), same(brotliDecompressSync));
  put(`${path}.gz`, gzipSync(bytes, { level: 9 }), same(gunzipSync));
}

function putScript(name, bytes) {
  const path = `${STATIC}/widget/${version}/${name}.js`;
  put(path, bytes);
  putPacked(path, bytes);
  const size = (file) => (existsSync(file) ? readFileSync(file).length : 0);
  return {
    integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}`,
    sizes: { raw: bytes.length, gzip: size(`${path}.gz`), brotli: size(`${path}.br`) },
  };
}

// The form first: the script carries its hash, so that one hash on the page's tag holds them both.
const form = await bundle("widget/src/form/main.ts", "esm");
const name = createHash("sha384").update(form).digest("hex").slice(0, 16);
const formFacts = { name, ...putScript("form", form) };
const { integrity } = formFacts;
const script = await bundle("widget/src/main.ts", "iife", { FORM: JSON.stringify({ name, integrity }) });
const manifest = { version, ...putScript("sendback", script), form: formFacts };
put(`${STATIC}/widget/manifest.json`, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));

for (const [entry, name] of [
  ["snippet_builder/src/main.ts", "main"],
  ["snippet_builder/src/paper/main.ts", "paper"],
]) {
  if (existsSync(entry)) put(`${STATIC}/snippet_builder/${name}.js`, await bundle(entry, "esm"));
}

await buildDock({ bundle, put, putPacked, STATIC, asCss });

if (stale.length) {
  console.error(`Not fresh, run npm run build: ${stale.join(", ")}`);
  process.exit(1);
}
const told = ({ sizes }) =>
  Object.entries(sizes)
    .map((pair) => pair.join(" "))
    .join(", ");
console.log(`sendback.js: ${told(manifest)}\nform.js: ${told(manifest.form)}`);
