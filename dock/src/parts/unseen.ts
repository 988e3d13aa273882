import { hearChanges, tellChange } from "../changes";
import type { Dock } from "../dock";
import { button, h, isolate } from "../dom";
import { listUnseen, markSeen } from "../kept/queue";
import type { DockEvent } from "../model";
import { sign } from "../signs";
import { say } from "../words";
import { sayAnswer } from "./answer";

/** Keep telling what the server did not take until the worker says that it was read. */
export function fillUnseen(place: HTMLElement, dock: Dock): () => Promise<void> {
  const draw = async () => {
    const unseen = await listUnseen(dock.db);
    place.replaceChildren(...unseen.slice(0, 3).map((event) => drawOne(dock, event)));
    if (unseen.length > 3) place.append(h("p.more", 0, say("unseen_more", { count: unseen.length - 3 })));
  };
  const again = () => draw().catch(() => undefined);
  hearChanges(again);
  return again;
}

const drawOne = (dock: Dock, event: DockEvent): HTMLElement =>
  h(
    "div.unseen",
    { "data-tone": event.state === "held" ? "warn" : "stop" },
    sign(event.state === "held" ? "held" : "refused"),
    h(
      "p",
      0,
      h("strong", 0, say(`state.${event.state}`)),
      " · ",
      isolate(event.shown, "code"),
      h("br"),
      sayAnswer(event),
    ),
    button("seen", () => markSeen(dock.db, event).then(tellChange), {}, say("seen")),
  );
