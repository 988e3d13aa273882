import type { Dock, Screen } from "../dock";
import { button, h, heading, isolate } from "../dom";
import { say } from "../words";
import { pinScreen } from "./pin";

/** Ask who works here now. */
export function whoScreen(dock: Dock): Screen {
  const workers = dock.me?.workers ?? [];
  const list = workers.map((worker) =>
    h(
      "li",
      0,
      button("worker-choice", () => dock.show(pinScreen(dock, worker)), {}, isolate(worker.name)),
    ),
  );
  const none = h("p.notice", 0, say("who.none"));
  const element = h(
    "section.who",
    0,
    heading(say("who.title")),
    h("p.lead", 0, isolate(dock.me?.device.name ?? "")),
    list.length ? h("ul.tiles", 0, ...list) : none,
  );
  return { element };
}
