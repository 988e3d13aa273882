import { h } from "../dom";
import type { SaveState } from "./saving";

export interface StatusDeeds {
  takeTheirs(): void;
  keepMine(): void;
}

const WORDS: Record<SaveState["kind"], string> = {
  saved: "Saved",
  unsaved: "Not saved yet",
  saving: "Saving…",
  offline: "Offline. Nothing is lost; save again when you are back.",
  "signed-out": "You were signed out. Sign in in another tab, then save again.",
  conflict: "Somebody else saved this design meanwhile.",
  refused: "",
};

/** Draw where saving stands, with what can be done about it. */
export function drawStatus(place: HTMLElement, state: SaveState, isOwn: boolean, deeds: StatusDeeds): void {
  const said = state.kind === "refused" ? state.detail : WORDS[state.kind];
  const shown = state.kind === "saved" && !isOwn ? "Built in" : said;
  if (place.dataset.state === state.kind && place.firstChild?.textContent === shown) return;
  place.dataset.state = state.kind;
  place.replaceChildren(h("span", 0, shown));
  if (state.kind !== "conflict") return;
  const button = (text: string, click: () => void) => h("button.textlike", { type: "button", click }, text);
  place.append(button("Show theirs", deeds.takeTheirs), button("Keep mine", deeds.keepMine));
}
