/** Bundle the unit tests (Node 20 reads no TypeScript) and run them with node:test. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const folders = ["widget/test", "dock/test", "snippet_builder/test"];
const tests = folders.flatMap((folder) => {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
});
const outdir = mkdtempSync(join(tmpdir(), "sendback-tests-"));
try {
  await build({
    entryPoints: tests.filter((name) => name.endsWith(".test.ts")),
    bundle: true,
    platform: "node",
    format: "esm",
    outExtension: { ".js": ".mjs" },
    outdir,
    loader: { ".css": "text" },
    define: { VERSION: '"0.0.0"', FORM: '{"name":"0","integrity":""}' },
    tsconfigRaw: {},
  });
  const files = readdirSync(outdir, { recursive: true }).filter((name) => name.endsWith(".mjs"));
  const { status } = spawnSync(process.execPath, ["--test", ...files.map((name) => join(outdir, name))], {
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(outdir, { recursive: true });
}
