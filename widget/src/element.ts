import { ask } from "./client";
import { doorOf, loadConfig } from "./config";
import { type Frame, holdPage, makeFrame, type Say } from "./dialog";
import { type Child, drawTitle, h } from "./dom";
import { loadForm } from "./fetch_form";
import css from "./frame.css";
import type { Form } from "./host";
import { applyLook, schemeOf } from "./look";
import type { Config } from "./model";
import { mergeOptions, type Options, readOptions } from "./options";
import type { Refusal } from "./refusal";

/** The few sentences that may be needed before, or without, the shop's own. */
const BUILT_IN: Record<string, string> = {
  close: "Close",
  loading: "One moment…",
  load_failed: "This did not load.",
  hosted: "Open the returns page",
  retry: "Try again",
};
const say: Say = (key) => BUILT_IN[key] ?? "";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** What the script's own attributes and `configure` say, for every element of the page. */
export const pageOptions: Options = {};

/** `<sendback-returns>`: the returns form, in a dialog or where it stands. */
export class SendbackReturns extends HTMLElement {
  /** Settings given by hand instead of asked for; set before the element is defined, they count too. */
  config = (this as { config?: Config | null }).config;
  #root = this.attachShadow({ mode: "open" });
  #frame?: Frame;
  #form: Form | undefined;
  #abort = new AbortController();
  #options: Options = {};
  #asked = "";
  #isOpen = false;

  get #inline(): boolean {
    return this.dataset.display !== "dialog";
  }

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [sheet];
    if (this.#inline || this.hasAttribute("open")) this.open();
  }

  disconnectedCallback(): void {
    // The dialog's own close event would come too late to give the page its scrolling back.
    this.close();
  }

  /** Open for an order. The same order keeps what was typed; another one, or other settings, start anew. */
  open(options: Options = {}): void {
    if (!this.#isOpen && !this.emit("open")) return;
    this.#options = mergeOptions(pageOptions, readOptions(this), { config: this.config }, options);
    const asked = JSON.stringify({ ...this.#options, opener: 0 });
    if (asked !== this.#asked || this.#form?.isDone()) this.#form = undefined;
    this.#asked = asked;
    this.#show();
  }

  /** Close, keeping what was typed, and give the focus back to what opened it. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#abort.abort();
    if (!this.#inline) {
      holdPage(false);
      this.#frame?.panel.close();
      this.#options.opener?.focus({ preventScroll: true });
    }
    this.emit("close");
  }

  /** Tell the page; false when a listener said no. Never anything personal. */
  emit(type: string, detail: object = {}): boolean {
    const ways = { detail, bubbles: true, composed: true, cancelable: true };
    return this.dispatchEvent(new CustomEvent(`sendback:${type}`, ways));
  }

  #show(): void {
    this.#frame ??= makeFrame(
      this.#inline,
      () => this.close(),
      () => !this.#form?.isBusy(),
    );
    const { panel } = this.#frame;
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#abort = new AbortController();
      this.#root.replaceChildren(panel);
      panel.style.colorScheme = schemeOf(this.#options.colorScheme);
      if (!this.#form) this.#tell("loading");
      if (!this.#inline) {
        holdPage(true);
        panel.showModal();
      }
    }
    if (this.#form) this.#form.show();
    // Paint the empty dialog first: the click then answers at once, whatever the form costs.
    else requestAnimationFrame(() => setTimeout(() => this.#begin()));
  }

  async #begin(): Promise<void> {
    const options = this.#options;
    const { panel } = this.#frame as Frame;
    const coming = loadForm(options);
    try {
      const config = options.config ?? (await loadConfig(options));
      const start = await coming;
      if (!this.#isOpen) return;
      panel.lang = config.language;
      panel.dir = config.direction;
      applyLook(panel, config.look, options.colorScheme);
      this.#form = await start({
        config,
        options,
        frame: this.#frame as Frame,
        inline: this.#inline,
        dress: (own) => {
          this.#root.adoptedStyleSheets = [sheet, own];
        },
        ask: (path, sending) => ask(doorOf(options, path), { signal: this.#abort.signal, ...sending }),
        emit: (type, detail) => this.emit(type, detail),
        isOpen: () => this.#isOpen,
      });
      this.#form.show();
    } catch (problem) {
      this.#fail(problem as Refusal);
    }
  }

  /** Show what is not a step: the shop's words are not here yet, or did not come. */
  #tell(title: string, ...content: Child[]): void {
    const heading = drawTitle(say(title));
    this.#frame?.fill(say, {}, heading, ...content);
    heading.focus();
  }

  #fail({ kind }: Refusal): void {
    if (kind === "aborted") return;
    const { opener, view } = this.#options;
    const own = view ? "a[data-sendback-withdraw]" : "a[data-sendback]";
    const pressed = (opener as HTMLAnchorElement | null | undefined)?.href;
    const href = pressed ?? document.querySelector<HTMLAnchorElement>(own)?.href;
    this.emit("error", { kind });
    // A form that is not ours, or no longer there: whoever pressed a link follows it, the hosted page needs no script.
    if (kind === "form" && pressed) location.assign(pressed);
    this.#tell(
      "load_failed",
      h("button.button", { click: () => this.#begin() }, say("retry")),
      href && h("a.link", { href }, say("hosted")),
    );
  }
}
