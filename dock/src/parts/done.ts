import { doDeeds, takeBack } from "../deeds";
import { type Dock, findShop } from "../dock";
import { button, h } from "../dom";
import type { DockEvent, Expected } from "../model";
import { sign } from "../signs";
import { say } from "../words";
import { kept } from "./verdict";

/** What was just done, and how it is taken back. */
export interface Done {
  events: DockEvent[];
  undo(): Promise<unknown>;
}

/** Say what was done, whether it has arrived, where the thing goes; for some seconds it can be taken back. */
export function drawDone(dock: Dock, expected: Expected, { events, undo }: Done): HTMLElement {
  const last = events[events.length - 1];
  const body = (last?.body ?? {}) as { disposition?: string | null; place?: string };
  const state = h("span");
  const label = h("span");
  const back = button("quiet", () => void undoIt(), {}, say("undo"));
  const element = h(
    "div.done",
    { role: "status" },
    h("p", 0, say(last?.kind === "inspect" ? "done.line" : "done.box")),
    h(
      "p.next",
      0,
      [body.disposition && say(`disposition.${body.disposition}`), body.place].filter(Boolean).join(" · "),
    ),
    state,
    h("div.actions", 0, back, label),
  );
  const seconds = findShop(dock, expected.shop).undo_seconds;
  const timer = setTimeout(() => back.remove(), seconds * 1000);

  async function undoIt(): Promise<void> {
    clearTimeout(timer);
    back.disabled = true;
    if (await undo()) element.replaceChildren(h("p", 0, say("undone")));
  }
  const tell = async () => {
    const now = await Promise.all(events.map(({ number }) => dock.db.get("events", number)));
    const isQueued = now.some((event) => event?.state === "queued");
    state.replaceChildren(
      now.some((event) => event?.state === "refused")
        ? h("span.kept", { "data-kept": "refused" }, sign("refused"), say("state.refused"))
        : kept(isQueued),
    );
    if (!isQueued && body.disposition && last && now[now.length - 1]?.state === "applied")
      label.replaceChildren(
        h(
          "a.button.quiet",
          { href: `/dock/api/labels/${last.id}.pdf`, target: "_blank", rel: "noopener" },
          sign("label"),
          say("label"),
        ),
      );
    if (isQueued && element.isConnected) setTimeout(() => void tell(), 400);
  };
  setTimeout(() => void tell(), 0);
  return element;
}

/** Say how deeds are taken back: the last first. */
export const undoable = (dock: Dock, events: DockEvent[]): Done => ({
  events,
  undo: () =>
    doDeeds(
      dock,
      [...events].reverse().map((event) => takeBack(dock, event)),
    ),
});
