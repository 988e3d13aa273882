import { ask, type Refusal } from "./client";
import { doorOf, loadConfig } from "./config";
import { type Frame, holdPage, makeFrame } from "./dialog";
import { type Child, h } from "./dom";
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

/** `<sendback-returns>`: the returns form, in a dialog or where it stands. */
export class SendbackReturns extends HTMLElement {
  /** Settings given by hand instead of asked for; set before the element is defined, they count too. */
  config = (this as { config?: Config | null }).config;
  #root = this.attachShadow({ mode: "open" });
  #frame?: Frame;
  #visit: Visit | undefined;
  #abort = new AbortController();
  #options: Options = {};
  #asked = "";
  #isOpen = false;

  get #inline(): boolean {
    return this.dataset.display !== "dialog";
  }

  connectedCallback(): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
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
    if (asked !== this.#asked || this.#visit?.made) this.#visit = undefined;
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
      () => !this.#visit?.busy,
    );
    const { panel } = this.#frame;
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#abort = new AbortController();
      this.#root.replaceChildren(panel);
      panel.style.colorScheme = schemeOf(this.#options.colorScheme);
      if (!this.#visit) this.#tell("loading");
      if (!this.#inline) {
        holdPage(true);
        panel.showModal();
      }
    }
    if (this.#visit) this.#draw(this.#visit.step);
    // Paint the empty dialog first: the click then answers at once, whatever the form costs.
    else requestAnimationFrame(() => setTimeout(() => this.#begin()));
  }

  async #begin(): Promise<void> {
    const options = this.#options;
    const { panel } = this.#frame as Frame;
    try {
      const config = options.config ?? (await loadConfig(options));
      if (!this.#isOpen) return;
      panel.lang = config.language;
      panel.dir = config.direction;
      applyLook(panel, config.look, options.colorScheme);
      await this.#enter(this.#makeVisit(config, options));
    } catch (problem) {
      this.#fail(problem as Refusal);
    }
  }

  async #enter(visit: Visit): Promise<void> {
    let notice = "";
    try {
      if (visit.token) {
        const { proved, lines } = await openOrder(visit);
        if (lines.length)
          visit.path = proved ? ["lines", "details", "done"] : ["lines", "proof", "details", "done"];
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
      go: (step, notice) => this.#isOpen && this.#draw(step as Step, notice),
      emit: (type, detail) => this.emit(type, detail),
    };
  }

  #draw(step: Step, notice?: string): void {
    const visit = this.#visit as Visit;
    const { body, fill } = this.#frame as Frame;
    const { path, say, config } = visit;
    const first = !body.querySelector("form");
    visit.step = step;
    const before = !visit.made && neighbour(visit, -1);
    const drawn = DRAWERS[step](visit);
    const back = before && (() => visit.busy || this.#draw(before));
    fill(
      say,
      { name: config.shop.name, at: path.indexOf(step), total: path.length - 1, back: back as () => void },
      drawn,
    );
    // The first thing to type takes the focus at the start; later each step's heading does.
    if (notice) showMessage(drawn, notice);
    else if (!first || !this.#inline)
      drawn.querySelector<HTMLElement>(first && step === "proof" ? ".input" : "h2")?.focus();
  }

  /** Show what is not a step: the shop's words are not here yet, or did not come. */
  #tell(title: string, ...content: Child[]): void {
    const heading = drawTitle(speaker()(title));
    this.#frame?.fill(speaker(), {}, heading, ...content);
    heading.focus();
  }

  #fail({ kind }: Refusal): void {
    if (kind === "aborted") return;
    const say = speaker();
    const link = (this.#options.opener ??
      document.querySelector("a[data-sendback]")) as HTMLAnchorElement | null;
    this.#tell(
      "load_failed",
      h("button.button", { click: () => this.#begin() }, say("retry")),
      link?.href && h("a.link", { href: link.href }, say("hosted")),
    );
    this.emit("error", { kind });
  }
}
