import { writePlace } from "./address";
import { h } from "./dom";
import { stepOf } from "./faults";
import type { SaveState } from "./saving";

export interface StatusActions {
  retry(): void;
  takeTheirs(): void;
  keepMine(): void;
}

const WORDS: Record<SaveState["kind"], string> = {
  saved: "Saved",
  waiting: "Saving…",
  saving: "Saving…",
  offline: "Offline. Kept on this device, saved when you are back.",
  "signed-out": "You were signed out. Sign in in another tab; nothing is lost.",
  conflict: "Somebody else saved meanwhile.",
  refused: "Not saved yet.",
};

/** Draw where saving stands, with what can be done about it. */
export function drawStatus(place: HTMLElement, state: SaveState, actions: StatusActions): void {
  const button = (text: string, click: () => void) => h("button.textlike", { type: "button", click }, text);
  place.dataset.state = state.kind;
  place.replaceChildren(h("span", 0, WORDS[state.kind]));
  if (state.kind === "offline" || state.kind === "signed-out") place.append(button("Try now", actions.retry));
  if (state.kind === "conflict")
    place.append(button("Show theirs", actions.takeTheirs), button("Keep mine", actions.keepMine));
  if (state.kind !== "refused") return;
  const [first] = state.faults;
  const count = state.faults.length;
  if (first)
    place.append(
      h(
        "a",
        { href: writePlace({ step: stepOf(first), field: null }) },
        count === 1 ? "One thing to mend" : `${count} things to mend`,
      ),
    );
  else place.append(h("span", 0, state.detail));
}
