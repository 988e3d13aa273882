import { ask, type Refusal } from "./client";
import { doorOf, loadConfig } from "./config";
import { drawBar, type Frame, holdPage, makeFrame } from "./dialog";
import { h } from "./dom";
import { drawTitle, showMessage } from "./form";
import { applyLook, schemeOf } from "./look";
import type { Config } from "./model";
import { mergeOptions, type Options, readOptions } from "./options";
import { drawDetails } from "./steps/details";
import { drawDone } from "./steps/done";
import { drawLines } from "./steps/lines";
import { drawProof } from "./steps/proof";
import css from "./styles.css";
import { neighbour, openOrder, type Step, type Visit } from "./visit";
import { speaker } from "./words";

const DRAWERS: Record<Step, (visit: Visit) => HTMLElement> = {
  proof: drawProof,
  lines: drawLines,
  details: drawDetails,
  done: drawDone,
};

/** What the script's own attributes and `configure` say, for every element of the page. */
export const pageOptions: Options = {};

let sheet: CSSStyleSheet | undefined;

function sharedSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

/** `<sendback-returns>`: the returns form, in a dialog or where it stands. */
export class SendbackReturns extends HTMLElement {
  static observedAttributes = ["open"];
  #root = this.attachShadow({ mode: "open" });
  #frame?: Frame;
  #visit: Visit | undefined;
  #abort = new AbortController();
  #options: Options = {};
  #asked = "";
  #config: Config | null = null;
  #isOpen = false;

  /** Settings given by hand instead of asked for: the builder's preview. */
  get config(): Config | null {
    return this.#config;
  }
  set config(config: Config | null) {
    this.#config = config;
    if (this.#isOpen) this.#begin();
  }

  get #inline(): boolean {
    return this.dataset.display !== "dialog";
  }

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [sharedSheet()];
    // A property set before the element was defined hides the accessor: set it again.
    if (Object.hasOwn(this, "config")) {
      const { config } = this;
      delete (this as Partial<SendbackReturns>).config;
      this.config = config;
    }
    if (this.#inline) this.#openWhenSeen();
    else if (this.hasAttribute("open")) this.open();
  }

  disconnectedCallback(): void {
    // The dialog's own close event would come too late to give the page its scrolling back.
    this.close();
  }

  attributeChangedCallback(_name: string, _old: string | null, value: string | null): void {
    if (this.isConnected && !this.#inline) value === null ? this.close() : this.open();
  }

  #openWhenSeen(): void {
    const watcher = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      watcher.disconnect();
      this.open();
    });
    watcher.observe(this);
  }

  /** Open for an order; the same order keeps what was typed. False when a listener forbade it. */
  open(options: Options = {}): boolean {
    if (this.#isOpen || !this.emit("open")) return this.#isOpen;
    this.#isOpen = true;
    this.#options = mergeOptions(pageOptions, readOptions(this), options);
    const asked = JSON.stringify({ ...this.#options, opener: 0 });
    if (asked !== this.#asked || this.#visit?.made) this.#visit = undefined;
    this.#asked = asked;
    this.#show();
    return true;
  }

  /** Close, keeping what was typed, and give the focus back to what opened it. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#abort.abort();
    if (!this.#inline) {
      holdPage(false);
      (this.#frame?.panel as HTMLDialogElement).close();
      this.removeAttribute("open");
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
    const mayClose = () => !this.#visit?.busy;
    this.#abort = new AbortController();
    this.#frame ??= makeFrame(this.#inline, () => this.close(), mayClose);
    const { panel } = this.#frame;
    panel.style.colorScheme = schemeOf(this.#options.colorScheme);
    this.#root.replaceChildren(panel);
    if (!this.#visit) this.#message("loading", h("div.wait", 0));
    if (!this.#inline) {
      holdPage(true);
      (panel as HTMLDialogElement).showModal();
      this.setAttribute("open", "");
    }
    if (this.#visit) this.#draw(this.#visit.step);
    // Paint the empty dialog first: the click then answers at once, whatever the form costs.
    else requestAnimationFrame(() => setTimeout(() => this.#begin()));
  }

  async #begin(): Promise<void> {
    const options = this.#options;
    try {
      const config = this.#config ?? options.config ?? (await loadConfig(options));
      if (!this.#isOpen) return;
      const { panel } = this.#frame as Frame;
      panel.lang = config.language;
      panel.dir = config.direction;
      applyLook(panel, config.look, options.colorScheme);
      const visit = this.#makeVisit(config, options);
      await this.#enter(visit);
    } catch (problem) {
      this.#fail(problem as Refusal);
    }
  }

  async #enter(visit: Visit): Promise<void> {
    let notice = "";
    try {
      if (visit.token) {
        const { proved, lines } = await openOrder(visit);
        if (lines.length) visit.path = ["lines", "proof", "details", "done"];
        if (proved) visit.path = ["lines", "details", "done"];
      }
    } catch (problem) {
      // Too old, or not ours: the shopper can still type the order number.
      if ((problem as Refusal).kind !== "not-verified") throw problem;
      visit.token = undefined;
      notice = visit.say("error_token");
    }
    this.#visit = visit;
    this.#draw(visit.path[0] as Step, notice);
  }

  #makeVisit(config: Config, options: Options): Visit {
    return {
      config,
      say: speaker(config.texts, config.language),
      path: ["proof", "lines", "details", "done"],
      step: "proof",
      token: options.token,
      values: { ...options.values },
      key: null,
      ask: (path, body, key) => ask(doorOf(options, path), body, key, this.#abort.signal),
      go: (step, notice) => step && this.#isOpen && this.#draw(step, notice),
      emit: (type, detail) => this.emit(type, detail),
    };
  }

  #draw(step: Step, notice?: string): void {
    const visit = this.#visit as Visit;
    const { body, panel } = this.#frame as Frame;
    const first = !body.querySelector("form");
    visit.step = step;
    const before = step !== "done" && neighbour(visit, -1);
    const back = before ? () => visit.busy || this.#draw(before) : undefined;
    const drawn = DRAWERS[step](visit);
    this.#drawBar(visit, back as () => void);
    body.replaceChildren(drawn);
    panel.scrollTop = 0;
    if (notice) showMessage(drawn, notice);
    // The first thing to type takes the focus at the start; later each step's heading does.
    else if (!first) drawn.querySelector("h2")?.focus();
    else if (!this.#inline)
      drawn.querySelector<HTMLElement>(step === "proof" ? "[type=text],input" : "h2")?.focus();
  }

  #drawBar(
    { say, path, step, config }: Pick<Visit, "say" | "path" | "step" | "config">,
    back?: () => void,
  ): void {
    drawBar(this.#frame as Frame, say, {
      name: config.shop.name,
      at: path.indexOf(step),
      total: path.length - 1,
      back,
      close: this.#inline ? undefined : () => this.close(),
    });
  }

  /** Show something that is not a step: the shop's words are not here yet, or did not come. */
  #message(title: string, ...content: (Node | string)[]): void {
    const say = speaker();
    this.#drawBar({ say, path: ["done"], step: "done", config: { shop: { name: "" } } as Config });
    this.#frame?.body.replaceChildren(drawTitle(say(title)), ...content);
    this.#frame?.body.querySelector("h2")?.focus();
  }

  #fail({ kind }: Refusal): void {
    if (kind === "aborted" || !this.#isOpen) return;
    const say = speaker();
    const again = h("button.main", { click: () => this.#begin() }, say("retry"));
    const hosted = document.querySelector<HTMLAnchorElement>("a[data-sendback]");
    const { href } = (this.#options.opener ?? {}) as HTMLAnchorElement;
    const link = h("a.link", { href: href ?? hosted?.href, part: "link" }, say("hosted"));
    this.#message("load_failed", h("div.foot", 0, again, link));
    this.emit("error", { kind });
  }
}
