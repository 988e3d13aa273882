import { Refused, type Settled } from "../api";
import type { Answer, DockEvent, Photo } from "../model";

export const MOST_IN_A_CALL = 50;

/** What sending needs of the queue and of the server. */
export interface Sending {
  listPhotos(): Promise<Photo[]>;
  sendPhoto(photo: Photo): Promise<unknown>;
  settlePhoto(photo: Photo, state: "sent" | "refused"): Promise<void>;
  listWaiting(): Promise<DockEvent[]>;
  setAside(events: DockEvent[]): Promise<void>;
  sendEvents(events: DockEvent[], waiting: number): Promise<Settled>;
  keepAnswers(answers: Answer[], serverTime: string): Promise<void>;
}

/** How it ended: all sent, or why not. `revoked` says the server has taken the rest in and wants no more of us. */
export type Ended = "done" | "stuck" | "signed out" | "revoked";

/** Send what waits, photos before the deeds that name them, deeds in their order. Throws when nobody answers. */
export async function sendAll(sending: Sending): Promise<Ended> {
  const photos = await sendPhotos(sending);
  if (photos !== "done") return photos;
  for (;;) {
    const waiting = await sending.listWaiting();
    const broken = waiting.filter((event) => !isWhole(event));
    if (broken.length) {
      await sending.setAside(broken);
      continue;
    }
    if (!waiting.length) return photos;
    const ended = await sendBatch(sending, waiting.slice(0, MOST_IN_A_CALL), waiting.length);
    if (ended !== "done") return ended;
  }
}

/** Say whether a deed can be sent at all: what the disk spoilt must not hold up what came after it. */
function isWhole(event: DockEvent): boolean {
  try {
    return Boolean(event.id && event.kind && event.body && JSON.stringify(event.body));
  } catch {
    return false;
  }
}

async function sendPhotos(sending: Sending): Promise<Ended> {
  for (const photo of await sending.listPhotos()) {
    try {
      await sending.sendPhoto(photo);
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 429) throw error;
      if (error.status === 401) return "signed out";
      await sending.settlePhoto(photo, "refused");
      continue;
    }
    await sending.settlePhoto(photo, "sent");
  }
  return "done";
}

/** Send some deeds; when the server cannot read them all, halve them until the one is found that it cannot read. */
async function sendBatch(sending: Sending, events: DockEvent[], waiting: number): Promise<Ended> {
  try {
    const { answers, server_time } = await sending.sendEvents(events, waiting);
    const known = new Set(events.map(({ id }) => id));
    const ours = answers.filter(({ id }) => known.has(id));
    await sending.keepAnswers(ours, server_time);
    return ours.length ? "done" : "stuck";
  } catch (error) {
    if (!(error instanceof Refused) || error.status === 429) throw error;
    if (error.status === 401 || error.status === 403)
      return error.code === "device-revoked" ? "revoked" : "signed out";
    const [first] = events;
    if (events.length === 1 && first) {
      await sending.keepAnswers(
        [{ id: first.id, state: "refused", code: error.code, sentence: error.detail }],
        "",
      );
      return "done";
    }
    return sendBatch(sending, events.slice(0, Math.ceil(events.length / 2)), waiting);
  }
}

/** Say how long to wait after so many failures: 2 s, 4 s, 8 s … two minutes, spread so that devices do not come together. */
export const waitAfter = (failures: number, chance: number): number =>
  Math.min(120_000, 1000 * 2 ** Math.min(failures, 7)) * (0.75 + chance / 2);
