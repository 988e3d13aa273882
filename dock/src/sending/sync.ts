import * as api from "../api";
import { tellChange } from "../changes";
import type { Database } from "../kept/database";
import { keepFact } from "../kept/facts";
import { listPhotos, settlePhoto } from "../kept/photos";
import { keepAnswers, listWaiting, setAside } from "../kept/queue";
import { type Ended, type Sending, sendAll, waitAfter } from "./sender";
import { takeTurn } from "./turns";

/** What sending tells the rest of the page. */
export interface Hearing {
  onEnded(ended: Ended): void;
}

/** Keep sending what waits: at once, when the network is back, when the page is seen again, and now and then. Returns "now". */
export function keepSending(db: Database, hearing: Hearing): () => Promise<void> {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let isAskedAgain = false;

  const run = async () => {
    clearTimeout(timer);
    try {
      const ended = await takeTurn("sendback-dock-send", () => sendAll(makeSending(db)));
      failures = ended === "stuck" ? failures + 1 : 0;
      if (ended) hearing.onEnded(ended);
    } catch {
      failures++;
    }
    tellChange();
    timer = setTimeout(send, failures ? waitAfter(failures, Math.random()) : 30_000);
  };
  const send = (): Promise<void> => {
    isAskedAgain = running !== null;
    running ??= run().finally(() => {
      running = null;
      if (isAskedAgain) void send();
    });
    return running;
  };
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  void send();
  return send;
}

const makeSending = (db: Database): Sending => ({
  listPhotos: () => listPhotos(db),
  sendPhoto: ({ id, bytes }) => api.sendPhoto(id, bytes),
  settlePhoto: (photo, state) => settlePhoto(db, photo, state),
  listWaiting: () => listWaiting(db),
  setAside: (events) => setAside(db, events),
  sendEvents: api.sendEvents,
  async keepAnswers(answers, serverTime) {
    await keepAnswers(db, answers);
    if (serverTime) await keepFact(db, "clock", Date.parse(serverTime) - Date.now());
    tellChange();
  },
});
