import { hearChanges } from "../changes";
import type { Dock, Screen } from "../dock";
import { button, h, heading, isolate } from "../dom";
import type { DockEvent } from "../model";
import { sayAnswer } from "../parts/answer";
import { kept } from "../parts/verdict";
import { sign } from "../signs";
import { say, sayTime } from "../words";
import { openById } from "./search";

const MOST_SHOWN = 200;

/** What was done at this device: what waits first, then what has arrived, the last on top. */
export function todayScreen(dock: Dock): Screen {
  const list = h("ol.last");
  const draw = async () => {
    const all = (await dock.db.getAll("events")).sort((one, other) => other.number - one.number);
    const waiting = all.filter(({ state }) => state === "queued");
    const shown = [...waiting, ...all.filter(({ state }) => state !== "queued")].slice(0, MOST_SHOWN);
    list.replaceChildren(
      ...(shown.length
        ? shown.map((event) => drawEvent(dock, event))
        : [h("li.nothing", 0, say("today.none"))]),
    );
  };
  const again = () => draw().catch(() => undefined);
  const stop = hearChanges(again);
  void again();
  const back = button("quiet", () => dock.home(), {}, sign("back"), say("back"));
  return { element: h("section", 0, heading(say("today")), list, back), leave: stop };
}

function drawEvent(dock: Dock, event: DockEvent): HTMLElement {
  const state =
    event.state === "queued" || event.state === "applied"
      ? kept(event.state === "queued")
      : h("span.kept", { "data-kept": event.state }, sign(event.state), say(`state.${event.state}`));
  const words = [
    h("span.muted", 0, say(`kind.${event.kind}`)),
    isolate(event.shown),
    state,
    event.state === "refused" || event.state === "held" ? h("span.sentence", 0, sayAnswer(event)) : null,
    h("time", 0, sayTime(event.at)),
  ];
  if (!event.return_id) return h("li", 0, h("div.row", 0, ...words));
  return h(
    "li",
    0,
    button("row", () => void openById(dock, event.shop, event.return_id, ""), {}, ...words),
  );
}
