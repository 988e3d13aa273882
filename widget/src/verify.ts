import { ask } from "./client";
import { doorOf, loadConfig } from "./config";
import { type Options, TRIGGERS } from "./options";

const SETTLE_MS = 1000;

/** Report to the builder's Verify what works on this page, when its address asks for it. */
export function reportToBuilder(options: Options, hash: string): void {
  const nonce = /sendback-verify=([\w-]+)/.exec(hash)?.[1];
  if (!nonce) return;
  const violations: string[] = [];
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    violations.push(`${effectiveDirective} ${blockedURI}`);
  });
  const report = (config: boolean) =>
    ask(doorOf(options, `verify/${nonce}`), {
      body: {
        page: location.origin + location.pathname,
        version: VERSION,
        trigger: !!document.querySelector(`${TRIGGERS},sendback-returns`),
        config,
        violations,
      },
    });
  const look = () =>
    loadConfig(options)
      .then(
        () => report(true),
        () => report(false),
      )
      .catch(() => {});
  // Late enough for a page that draws its link by script.
  setTimeout(look, SETTLE_MS);
}
