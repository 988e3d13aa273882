import { knowPatterns, playTo } from "./shopper";
import type { Showing } from "./stages";

interface Returns extends HTMLElement {
  config: unknown;
  open(options?: object): boolean;
}

/** Run the sample shop inside the frame: open the production widget as the builder tells. */
export function runStorefront(): void {
  keepFocusOutside();
  let returns: Returns | undefined;
  let played = 0;
  const show = ({ config, scheme, stage }: Showing) => {
    const mine = ++played;
    document.documentElement.dataset.scheme = scheme;
    knowPatterns(config.fields as { id: string }[]);
    returns = showReturns(returns, dress(config, scheme));
    playTo(returns, stage, () => mine === played);
  };
  addEventListener("message", (event) => {
    const isOurs = event.origin === location.origin && event.source === parent;
    if (isOurs && event.data?.kind === "sendback-show") show(event.data);
  });
  document.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-sendback]")) return;
    event.preventDefault();
    returns?.open();
  });
  customElements.whenDefined(TAG).then(() => parent.postMessage("sendback-ready", location.origin));
}

const TAG = "sendback-returns";

/** Give new settings to the open form, or open a new one: a closed form keeps what it knew. */
function showReturns(now: Returns | undefined, config: Record<string, unknown>): Returns {
  if (now?.hasAttribute("open")) {
    now.config = config;
    return now;
  }
  now?.remove();
  const made = document.createElement(TAG) as Returns;
  made.dataset.display = "dialog";
  made.config = config;
  document.body.append(made);
  made.open();
  return made;
}

/** What the device prefers counts only where the shop lets it. */
function dress(config: Record<string, unknown>, scheme: string): Record<string, unknown> {
  const look = config.look as Record<string, unknown>;
  return { ...config, look: { ...look, scheme: look.scheme === "auto" ? scheme : look.scheme } };
}

/** Whoever types in the builder keeps the focus; only a hand in the frame brings it in here. */
function keepFocusOutside(): void {
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options?: FocusOptions) {
    if (document.hasFocus()) focus.call(this, options);
  };
  const { showModal } = HTMLDialogElement.prototype;
  HTMLDialogElement.prototype.showModal = function () {
    const isHere = document.hasFocus();
    const outside = parent.document.activeElement as HTMLElement | null;
    showModal.call(this);
    if (isHere) return;
    outside?.focus({ preventScroll: true });
    if (parent.document.activeElement === window.frameElement) (window.frameElement as HTMLElement).blur();
  };
}
