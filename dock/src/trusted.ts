interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
const ours = policies?.createPolicy("sendback-dock", { createScriptURL: refuseForeign });

/** Vouch for the address of a script of the dock itself; of any other, throw. */
export const vouch = (path: string): string => (ours ? ours.createScriptURL(path) : refuseForeign(path));

function refuseForeign(path: string): string {
  if (!/^\/dock\/[\w./-]+\.js$/.test(path) || path.includes("..")) throw new Error(`not ours: ${path}`);
  return path;
}
