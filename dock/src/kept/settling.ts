import type { Answer, DockEvent } from "../model";

/**
 * Say what becomes of kept deeds by the server's answers; only those that change are returned.
 *
 * Taking back something that was itself refused is no news: nothing of it was ever there.
 */
export function settle(events: readonly DockEvent[], answers: readonly Answer[]): DockEvent[] {
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  const after = new Map(events.map((event) => [event.id, settleOne(event, byId.get(event.id))]));
  const settled = events.filter((event) => event.state === "queued" && byId.has(event.id));
  return settled.map(({ id }) => {
    const event = after.get(id) as DockEvent;
    const undone = event.kind === "undo" ? after.get(String(event.body.subject)) : undefined;
    if (event.state !== "refused" || undone?.state !== "refused") return event;
    return { ...event, isSeen: true };
  });
}

function settleOne(event: DockEvent, answer: Answer | undefined): DockEvent {
  if (!answer || event.state !== "queued") return event;
  const state = answer.state === "again" ? "applied" : answer.state;
  return {
    ...event,
    state,
    code: answer.code ?? "",
    sentence: answer.sentence ?? "",
    by: answer.by ?? "",
    by_at: answer.at ?? "",
    isSeen: state === "applied",
  };
}
