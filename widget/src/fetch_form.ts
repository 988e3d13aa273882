import type { Start } from "./host";
import type { Options } from "./options";
import { refuse } from "./refusal";

const TIMEOUT_MS = 12_000;

/** Where the script came from, and the nonce that let it run: what it brings passes the same way. */
export const origin: { server?: string | undefined; nonce?: string | undefined } = {};

let coming: Promise<Start> | undefined;

/** Bring the form, once per page. Only the bytes this script was built with will do; a failure may be asked again. */
export function loadForm({ server }: Options): Promise<Start> {
  coming ??= bring(`${origin.server ?? server}/widget/${VERSION}/form-${FORM.name}.js`);
  const form = coming;
  form.catch(() => {
    coming = undefined;
  });
  return form;
}

/**
 * Held to its hash twice, because no single way holds everywhere: WebKit passes over the hash of a module, and only a
 * module's hash is of the very bytes that run. Not a script element: Trusted Types forbid its address.
 */
async function bring(href: string): Promise<Start> {
  try {
    const { integrity } = FORM;
    await fetch(href, { integrity, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await preload(href, integrity);
    return (await import(href)).start;
  } catch {
    throw refuse(navigator.onLine ? "form" : "offline");
  }
}

/** Put a module into the page's map of modules. Never import one whose preload failed: Chromium would fetch it unchecked. */
function preload(href: string, integrity: string): Promise<unknown> {
  return new Promise((load, error) => {
    const link = document.createElement("link");
    Object.assign(link, {
      rel: "modulepreload",
      integrity,
      crossOrigin: "anonymous",
      nonce: origin.nonce ?? "",
    });
    Object.assign(link, { href, onload: load, onerror: error });
    document.head.append(link);
  });
}
