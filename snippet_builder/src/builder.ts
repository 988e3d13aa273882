import { type Place, readPlace, STEPS, type Step, writePlace } from "./address";
import type { App } from "./app";
import { ask, putSettings } from "./client";
import { type Child, h } from "./dom";
import { showFaults } from "./faults";
import { findUnsaved, keepUnsaved } from "./keeping";
import type { Facts, Settings } from "./model";
import { Preview } from "./preview";
import { Saver, type SaveState } from "./saving";
import { drawStatus } from "./status";
import { drawDeliveryStep } from "./steps/delivery";
import { drawFieldsStep } from "./steps/fields";
import { drawLookStep } from "./steps/look";

const DRAWERS: Record<Step, (app: App) => Child[]> = {
  fields: drawFieldsStep,
  look: drawLookStep,
  delivery: drawDeliveryStep,
};
export const TITLES: Record<Step, string> = {
  fields: "Fields",
  look: "Look",
  delivery: "Delivery & snippet",
};
const LEADS: Record<Step, string> = {
  fields: "What shoppers are asked, and on what terms.",
  look: "Make it look like your shop.",
  delivery: "How the label arrives. Then paste one tag.",
};

/** The builder's page: three steps, their preview, and one copy of the settings behind them. */
export class Builder implements App {
  readonly facts: Facts;
  settings: Settings;
  place: Place;
  language: string;
  #saver: Saver;
  #preview: Preview;
  #watchers: (() => void)[] = [];
  #status = byId("save-status");
  #step = byId("step");
  #nav = byId("steps");
  #top = h("ul.note.bad.top-faults", { hidden: true, role: "alert" });

  constructor(facts: Facts) {
    this.facts = facts;
    const unsaved = findUnsaved(facts);
    this.settings = unsaved?.settings ?? facts.settings;
    this.language = facts.settings.default_language;
    this.place = readPlace(location.hash);
    this.#saver = new Saver({
      version: unsaved?.version ?? facts.version,
      put: putSettings,
      keep: (kept) => keepUnsaved(facts.shop.slug, kept),
      show: (state) => this.#showState(state),
    });
    this.#preview = new Preview(this);
    byId("preview").replaceWith(this.#preview.panel, drawJump(this.#preview.panel));
    this.#showState({ kind: "saved" });
    this.#listen();
    this.redraw();
    if (unsaved) this.#saver.queue(unsaved.settings);
  }

  change(verb: (settings: Settings) => Settings): void {
    this.settings = verb(this.settings);
    this.#saver.queue(this.settings);
    this.#preview.update();
    for (const watcher of this.#watchers) watcher();
  }

  rebuild(verb: (settings: Settings) => Settings, focus?: string): void {
    this.change(verb);
    this.redraw(focus);
  }

  watch(listener: () => void): void {
    this.#watchers.push(listener);
  }

  go(place: Partial<Place>): void {
    this.place = { ...this.place, ...place };
    history.pushState(null, "", writePlace(this.place));
  }

  redraw(focus = document.activeElement?.id): void {
    const { step } = this.place;
    const openDetails = [...this.#step.querySelectorAll("details[open][id]")].map(({ id }) => id);
    this.#watchers = [];
    if (!this.settings.languages.includes(this.language)) this.language = this.settings.default_language;
    this.#step.replaceChildren(
      h("h1", { id: "step-title", tabindex: "-1" }, TITLES[step]),
      h("p.lead", 0, LEADS[step]),
      this.#top,
      ...(DRAWERS[step](this) as Node[]),
      this.#drawOnward(),
    );
    for (const id of openDetails) document.getElementById(id)?.setAttribute("open", "");
    this.#markNav();
    document.title = `${TITLES[step]} · ${this.facts.shop.name} · Sendback`;
    this.#preview.followLanguage();
    this.#preview.update();
    this.#showFaults();
    if (focus) document.getElementById(focus)?.focus({ preventScroll: focus === "step-title" });
  }

  #listen(): void {
    addEventListener("hashchange", () => this.#arrive());
    addEventListener("popstate", () => this.#arrive());
    addEventListener("online", () => this.#saver.flush());
    addEventListener("beforeunload", (event) => {
      if (!this.#saver.isSafe) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.#saver.state.kind === "waiting") this.#saver.flush();
    });
  }

  #arrive(): void {
    const before = this.place;
    this.place = readPlace(location.hash);
    if (before.step === this.place.step && before.field === this.place.field) return;
    if (before.step === this.place.step) {
      this.redraw(`open-${this.place.field ?? before.field}`);
      return;
    }
    this.redraw("step-title");
    scrollTo({ top: 0 });
  }

  #markNav(): void {
    for (const link of this.#nav.querySelectorAll("a")) {
      const isHere = link.dataset.step === this.place.step;
      if (isHere) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  }

  #drawOnward(): HTMLElement {
    const next = STEPS[STEPS.indexOf(this.place.step) + 1];
    const link =
      next && h("a.button", { href: writePlace({ step: next, field: null }) }, `Next: ${TITLES[next]}`);
    return h("p.onward", 0, link);
  }

  #showState(state: SaveState): void {
    drawStatus(this.#status, state, {
      retry: () => this.#saver.flush(),
      takeTheirs: () => this.#takeTheirs(),
      keepMine: () => this.#keepMine(),
    });
    this.#showFaults(state);
  }

  #showFaults(state: SaveState = this.#saver.state): void {
    showFaults(this.#step, this.#top, state.kind === "refused" ? state.faults : []);
  }

  async #takeTheirs(): Promise<void> {
    this.#saver.giveUp();
    location.reload();
  }

  async #keepMine(): Promise<void> {
    const { version } = await ask<{ version: number }>("/builder/settings");
    await this.#saver.keepMine(version);
  }
}

/** On a phone the preview is far below: a way there and back. */
function drawJump(preview: HTMLElement): HTMLElement {
  const jump = h("button.jump", { type: "button" }, "See preview");
  const isThere = () => preview.getBoundingClientRect().top < innerHeight / 2;
  addEventListener("scroll", () => jump.replaceChildren(isThere() ? "Back up" : "See preview"), {
    passive: true,
  });
  jump.addEventListener("click", () => {
    if (isThere()) scrollTo({ top: 0 });
    else preview.scrollIntoView();
  });
  return jump;
}

function byId(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}
