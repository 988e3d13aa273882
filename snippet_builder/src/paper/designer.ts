import { announce, h } from "../dom";
import { checkDesign, getFacts } from "./client";
import { confirm } from "./confirming";
import { makeDeeds } from "./deeds";
import { type Draft, readPlace } from "./drafts";
import { listenToKeys } from "./keys";
import { Latest } from "./latest";
import { List } from "./list";
import type { DesignProblem, Facts } from "./model";
import { Panel } from "./panel";
import { drawProblems } from "./problems";
import { giveUpDraft, keepDraft, type Outcome, type SaveState } from "./saving";
import { Stage, WIDE } from "./stage";
import { drawStatus } from "./status";
import { Workbench } from "./workbench";

const CHECK_DELAY_MS = 400;

/** The designer's page: a list, a sheet and fields around one workbench, and what saves it. */
export class Designer {
  readonly #bench: Workbench;
  readonly #list: List;
  readonly #stage: Stage;
  readonly #panel: Panel;
  readonly #checking: Latest<DesignProblem[]>;
  #problems = h("section.problems", { "aria-label": "Problems" });
  #status = byId("save-status");
  #trouble: SaveState | null = null;
  #isSaving = false;
  #frame = 0;
  #focus: string | null = null;
  #leads = false;

  constructor(facts: Facts) {
    const bench = new Workbench(facts, readPlace(location.hash, facts), {
      draw: () => this.#draw(),
      print: () => this.#print(),
      lead: () => {
        this.#leads = !WIDE.matches;
        this.#draw();
      },
    });
    const deeds = makeDeeds(bench, (id) => {
      this.#focus = id ?? "";
    });
    this.#bench = bench;
    this.#stage = new Stage(bench);
    this.#list = new List(bench, {
      open: (kind, size) => this.#open(`${kind}.${size}`),
      add: deeds.add,
      isUnsaved: (place) => bench.isUnsaved(place),
    });
    this.#panel = new Panel(bench, {
      ...deeds,
      askForBuiltIn: () => this.#askForBuiltIn(),
      isOwn: () => bench.draft.isOwn,
      isUnsaved: () => bench.isUnsaved(bench.place),
    });
    this.#checking = new Latest(
      CHECK_DELAY_MS,
      (signal) => checkDesign(bench.design, signal),
      (problems) => this.#hear(problems),
      () => {},
    );
    this.#stage.node.append(this.#problems);
    byId("designer").replaceChildren(this.#list.node, this.#stage.node, this.#panel.node);
    const save = () => void this.#save();
    listenToKeys(bench, { ...deeds, save });
    for (const [id, deed] of Object.entries({ undo: deeds.undo, redo: deeds.redo, save }))
      byId(id).addEventListener("click", deed);
    this.#listen();
    this.#print();
  }

  #listen(): void {
    addEventListener("hashchange", () => this.#open(readPlace(location.hash, this.#bench.facts)));
    addEventListener("beforeunload", (event) => {
      if (this.#bench.isUnsaved()) event.preventDefault();
    });
  }

  #open(place: string): void {
    this.#trouble = null;
    this.#bench.open(place);
    if (location.hash !== `#${place}`) history.pushState(null, "", `#${place}`);
  }

  /** Draw the controls before the next frame, however many things changed. */
  #draw(): void {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#drawNow();
    });
  }

  #drawNow(): void {
    const bench = this.#bench;
    this.#list.draw();
    this.#stage.draw();
    this.#panel.draw();
    drawProblems(bench, this.#problems);
    this.#drawStatus();
    byId("undo").ariaDisabled = bench.canUndo ? null : "true";
    byId("redo").ariaDisabled = bench.canRedo ? null : "true";
    byId("save").toggleAttribute("data-idle", !bench.isUnsaved(bench.place));
    document.title = `${bench.design.name} · ${bench.facts.shop.name} · Sendback`;
    if (this.#focus) this.#stage.focus(this.#focus);
    else if (this.#focus === "") byId("title").focus();
    this.#focus = null;
    if (this.#leads) byId("fields-title").focus();
    this.#leads = false;
  }

  #print(): void {
    if (!this.#isSaving) this.#trouble = null;
    this.#draw();
    this.#stage.redraw();
    this.#checking.soon();
  }

  #hear(problems: DesignProblem[]): void {
    this.#bench.problems = problems;
    this.#draw();
  }

  #drawStatus(): void {
    const bench = this.#bench;
    const calm: SaveState = { kind: bench.isUnsaved(bench.place) ? "unsaved" : "saved" };
    const state: SaveState = this.#isSaving ? { kind: "saving" } : (this.#trouble ?? calm);
    drawStatus(this.#status, state, bench.draft.isOwn, {
      takeTheirs: () => void this.#takeTheirs(),
      keepMine: () => void this.#keepMine(),
    });
  }

  async #save(): Promise<void> {
    if (!this.#bench.isUnsaved(this.#bench.place)) return announce("Nothing to save.");
    await this.#store(keepDraft, "Saved.");
  }

  async #store(verb: (draft: Draft, version: number) => Promise<Outcome>, said: string): Promise<void> {
    if (this.#isSaving) return;
    const { draft, place, facts } = this.#bench;
    this.#isSaving = true;
    this.#draw();
    const outcome = await verb(draft, facts.version);
    this.#isSaving = false;
    this.#trouble = null;
    if (outcome.kind === "stored") {
      if (outcome.facts) this.#bench.facts = outcome.facts;
      this.#bench.settle(place, draft.history.now, outcome.stored);
      announce(said);
      return;
    }
    this.#trouble = outcome;
    this.#checking.soon(0);
    this.#draw();
  }

  async #askForBuiltIn(): Promise<void> {
    const question = "Back to the built-in design?";
    const detail =
      "New paper is then drawn as we ship it. Your design is no longer used; paper that was made with it stays as it is.";
    if (await confirm(question, detail, "Use the built-in design"))
      await this.#store(giveUpDraft, "Built in again.");
  }

  async #takeTheirs(): Promise<void> {
    const facts = await getFacts().catch(() => null);
    if (!facts) return this.#fail();
    this.#trouble = null;
    this.#bench.restart(facts);
  }

  async #keepMine(): Promise<void> {
    const facts = await getFacts().catch(() => null);
    if (!facts) return this.#fail();
    this.#bench.catchUp(facts);
    await this.#store(keepDraft, "Saved.");
  }

  #fail(): void {
    this.#trouble = { kind: "offline" };
    this.#draw();
  }
}

function byId(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}
