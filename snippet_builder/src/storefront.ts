import { knowPatterns, playTo } from "./shopper";
import type { Showing } from "./stages";

interface Host extends HTMLElement {
  config: unknown;
}

interface Api {
  open(options: object): Host;
}

const page = window as unknown as { sendback?: Api };

/** Run the sample shop inside the frame: open the production widget as the builder tells. */
export function runStorefront(): void {
  keepFocusOutside();
  let host: Host | undefined;
  let played = 0;
  const show = ({ config, scheme, stage }: Showing) => {
    const mine = ++played;
    document.documentElement.dataset.scheme = scheme;
    const dressed = dress(config, scheme);
    knowPatterns(config.fields as { id: string }[]);
    host = page.sendback?.open({ config: dressed });
    if (!host) return;
    host.config = dressed;
    playTo(host, stage, () => mine === played);
  };
  addEventListener("message", (event) => {
    if (event.origin === location.origin && event.source === parent && event.data?.kind === "sendback-show")
      show(event.data);
  });
  const ready = () => parent.postMessage("sendback-ready", location.origin);
  if (page.sendback && "open" in page.sendback) ready();
  else document.addEventListener("sendback:ready", ready, { once: true });
}

/** What the device prefers counts only where the shop lets it. */
function dress(config: Record<string, unknown>, scheme: string): Record<string, unknown> {
  const look = config.look as Record<string, unknown>;
  return { ...config, look: { ...look, scheme: look.scheme === "auto" ? scheme : look.scheme } };
}

/** Whoever types in the builder keeps the focus; only a hand in the frame brings it in here. */
function keepFocusOutside(): void {
  const focus = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = function (options?: FocusOptions) {
    if (document.hasFocus()) focus.call(this, options);
  };
}
