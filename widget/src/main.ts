import { takeToken } from "./address";
import { loadConfig } from "./config";
import { pageOptions, SendbackReturns } from "./element";
import { loadForm, origin } from "./fetch_form";
import { mergeOptions, type Options, readOptions, serverOf, TRIGGERS } from "./options";
import { reportToBuilder } from "./verify";

const TAG = "sendback-returns";
type Call = (...values: never[]) => unknown;
type Api = { q?: ArrayLike<unknown>[]; version?: string };
const page = window as unknown as { sendback?: Api };

let host: SendbackReturns | undefined;

const calls: Record<string, Call> = {
  /** Open the dialog for an order; answers its element. */
  open(options: Options = {}): SendbackReturns {
    host ??= document.createElement(TAG) as SendbackReturns;
    host.dataset.display = "dialog";
    if (!host.isConnected) (document.body ?? document.documentElement).append(host);
    host.open({ opener: document.activeElement as HTMLElement, ...options });
    return host;
  },
  close: () => host?.close(),
  /** Listen to an event of any form on the page; answers how to stop. */
  on(type: string, listen: (event: Event) => void): () => void {
    const name = `sendback:${type}`;
    document.addEventListener(name, listen);
    // Who asks through the queue asks after the fact.
    if (type === "ready") listen(new CustomEvent(name));
    return () => document.removeEventListener(name, listen);
  },
  /** Set what the script's attributes would say, for pages whose script loader drops them. */
  configure: (options: Options) => Object.assign(pageOptions, mergeOptions(pageOptions, options)),
};

const api = (name: string, ...values: unknown[]) => calls[name]?.(...(values as never[]));

function triggerOf(event: Event): HTMLElement | null {
  return (event.composedPath()[0] as Element).closest?.<HTMLElement>(TRIGGERS);
}

function onClick(event: MouseEvent): void {
  const opener = triggerOf(event);
  const { button, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented } = event;
  if (!opener || button || ctrlKey || metaKey || shiftKey || altKey || defaultPrevented) return;
  event.preventDefault();
  api("open", { ...readOptions(opener), opener });
}

function onIntent(event: Event): void {
  const trigger = triggerOf(event);
  if (!trigger) return;
  const options = mergeOptions(pageOptions, readOptions(trigger));
  for (const coming of [loadForm(options), loadConfig(options)]) (coming as Promise<unknown>).catch(() => {});
}

function readPage(): boolean {
  // Null under script loaders that run us from a string or a clone.
  const script = (document.currentScript ??
    document.querySelector('script[data-shop][src*="/sendback"]')) as HTMLScriptElement | null;
  if (script) {
    const server = serverOf(script.src);
    Object.assign(pageOptions, { server }, readOptions(script));
    Object.assign(origin, { nonce: script.nonce, server: server === script.src ? undefined : server });
  }
  const found = takeToken(location.href);
  if (!found) return false;
  history.replaceState(history.state, "", found.rest);
  pageOptions.token = found.token;
  return true;
}

function install(): void {
  const cameByLink = readPage();
  const waiting = page.sendback?.q ?? [];
  customElements.define(TAG, SendbackReturns);
  document.addEventListener("click", onClick);
  for (const intent of ["pointerover", "focusin", "touchstart"]) {
    document.addEventListener(intent, onIntent, { passive: true });
  }
  page.sendback = Object.assign(api, calls, { version: VERSION });
  document.dispatchEvent(new CustomEvent("sendback:ready", { detail: { version: VERSION } }));
  for (const call of Array.from(waiting)) api(...(Array.from(call) as [string]));
  reportToBuilder(pageOptions, location.hash);
  if (cameByLink && !document.querySelector(TAG)) api("open");
}

const running = customElements.get(TAG) && page.sendback?.version;
// Browsers without these keep the plain link to the hosted page, which needs no script.
const isAble = "any" in AbortSignal && CSS.supports("color:light-dark(red,red)");
if (running && running !== VERSION) console.warn(`sendback ${running} is here; ${VERSION} stays out`);
if (!running && isAble) install();
