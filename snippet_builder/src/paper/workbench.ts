import type { App, View } from "./app";
import type { Stored } from "./client";
import { areSame, beginDraft, type Draft, isUnsaved } from "./drafts";
import { findElement } from "./elements";
import { begin, type History, redo, step, undo } from "./history";
import type { Design, DesignElement, DesignProblem, Facts, Paper } from "./model";

/** What must follow when something on the workbench changes. */
export interface Followers {
  /** Draw the page's controls anew. */
  draw(): void;
  /** Somebody wants to go to the fields of what is selected now. */
  lead(): void;
  /** The design, or how it is looked at, is another: have it printed and checked. */
  print(): void;
}

/** Every design being worked on, which one is in front, what is selected in it; and nothing of the page. */
export class Workbench implements App {
  facts: Facts;
  view: View;
  problems: DesignProblem[] = [];
  place: string;
  #drafts = new Map<string, Draft>();
  #selected: string | null = null;
  #shown: Design | null = null;
  readonly #followers: Followers;
  readonly #clock: () => number;

  constructor(facts: Facts, place: string, followers: Followers, clock: () => number = Date.now) {
    this.facts = facts;
    this.place = place;
    this.#followers = followers;
    this.#clock = clock;
    this.view = {
      language: facts.default_language,
      sample: facts.samples[0]?.name ?? "normal",
      zoom: 0,
      page: 1,
    };
  }

  get draft(): Draft {
    const draft = this.#drafts.get(this.place) ?? beginDraft(this.facts, this.place);
    if (!draft) throw new Error(`no design at ${this.place}`);
    this.#drafts.set(this.place, draft);
    return draft;
  }

  get design(): Design {
    return this.#shown ?? this.draft.history.now;
  }

  get paper(): Paper {
    return this.facts.papers.find(({ size }) => size === this.design.size) as Paper;
  }

  get selected(): DesignElement | undefined {
    return findElement(this.design, this.#selected);
  }

  get isMirrored(): boolean {
    const { language } = this.view;
    return this.facts.languages.find(({ tag }) => tag === language)?.direction === "rtl";
  }

  get canUndo(): boolean {
    return this.draft.history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.draft.history.future.length > 0;
  }

  change(design: Design, key = ""): void {
    this.#shown = null;
    if (areSame(design, this.draft.history.now)) this.#followers.draw();
    else this.#step(step(this.draft.history, design, key, this.#clock()));
  }

  show(design: Design | null): void {
    this.#shown = design;
    this.#followers.draw();
  }

  select(id: string | null, leads = false): void {
    if (leads) this.#followers.lead();
    if (id === this.#selected) return;
    this.#selected = id;
    this.#followers.draw();
  }

  look(view: Partial<View>): void {
    const before = this.view;
    this.view = { ...before, ...view };
    if (before.zoom !== this.view.zoom && Object.keys(view).length === 1) this.#followers.draw();
    this.#followers.print();
  }

  /** Bring another design to the front; what was done to this one stays as it is. */
  open(place: string): void {
    if (place === this.place || !(place in this.facts.designs)) return;
    this.place = place;
    this.#selected = null;
    this.#shown = null;
    this.problems = [];
    this.view = { ...this.view, page: 1 };
    this.#followers.print();
  }

  /** Go a step back or forward; false where there is none. */
  travel(way: "undo" | "redo"): boolean {
    const history = (way === "undo" ? undo : redo)(this.draft.history);
    if (history) this.#step(history);
    return history !== null;
  }

  /** Take in what the server keeps now; where it was asked to forget, its design is a new beginning. */
  settle(place: string, sent: Design, { version, own, design }: Stored): void {
    this.facts = { ...this.facts, version, designs: { ...this.facts.designs, [place]: { own, design } } };
    const { history } = this.#drafts.get(place) ?? this.draft;
    const isDropped = !own;
    const kept = { saved: isDropped ? design : sent, told: design, isOwn: own };
    this.#drafts.set(place, { history: isDropped ? begin(design) : history, ...kept });
    this.#followers.print();
  }

  /** Forget what was done here and begin from newer facts. */
  restart(facts: Facts): void {
    this.facts = facts;
    this.#drafts.delete(this.place);
    this.#selected = null;
    this.#followers.print();
  }

  /** Work on from what is here, on top of what somebody else saved. */
  catchUp(facts: Facts): void {
    this.facts = facts;
    const kept = facts.designs[this.place];
    if (kept) this.#drafts.set(this.place, { ...this.draft, told: kept.design });
  }

  /** Say whether a design, or any of them, has changes that are not saved. */
  isUnsaved(place?: string): boolean {
    if (place === undefined) return [...this.#drafts.values()].some(isUnsaved);
    const draft = this.#drafts.get(place);
    return draft !== undefined && isUnsaved(draft);
  }

  #step(history: History<Design>): void {
    this.#drafts.set(this.place, { ...this.draft, history });
    this.#followers.print();
  }
}
