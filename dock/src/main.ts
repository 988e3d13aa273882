import { Refused, readMe } from "./api";
import type { Dock, Screen, Tone } from "./dock";
import { findShift } from "./dock";
import { h } from "./dom";
import { keepFresh } from "./fresh";
import { openDatabase } from "./kept/database";
import { keepFact, readFact, type Settings } from "./kept/facts";
import { forgetOld } from "./kept/queue";
import { giveUp, shutOut } from "./leaving";
import { wear } from "./look";
import { fillBar } from "./parts/bar";
import { fillUnseen } from "./parts/unseen";
import { joinScreen, readPairing, revokedScreen } from "./screens/join";
import { scanScreen } from "./screens/scan";
import { whoScreen } from "./screens/who";
import { keepSnapshot } from "./sending/keeping";
import { keepSending } from "./sending/sync";
import { isSurelyCode, listenForScanner } from "./wedge_keys";
import { chooseLanguage, learn, say } from "./words";

const NOTICE_MS = 6000;
const USUAL: Settings = { sound: true, vibration: true, camera: true, look: "dark", language: "" };

const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

/** Put the page together: what is kept first, what the server says after. */
async function start(): Promise<void> {
  const db = await openDatabase(() => location.reload());
  const settings = { ...USUAL, ...(await readFact(db, "settings")) };
  settings.language ||= chooseLanguage(navigator.languages);
  wear(settings);
  await learn(settings.language);
  let pairing = location.hash.startsWith("#join=") ? readPairing(location.hash) : "";
  // A secret stays neither in the address nor in the history.
  if (pairing) history.replaceState(null, "", location.pathname);

  const dock: Dock = {
    db,
    settings,
    me: (await readFact(db, "me")) ?? null,
    screen: null,
    show,
    home,
    begin,
    send: async () => {},
    tell,
  };

  function show(screen: Screen): void {
    dock.screen?.leave?.();
    dock.screen = screen;
    byId("stage").replaceChildren(screen.element);
    (screen.first ?? screen.element.querySelector("h1"))?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  function home(): void {
    if (findShift(dock, Date.now())) show(scanScreen(dock));
    else show(whoScreen(dock));
  }
  async function begin(): Promise<void> {
    document.title = say("title");
    // Shown once: whoever has joined and is shut out later must not be asked to join with it again.
    const given = pairing;
    pairing = "";
    if (await readFact(db, "left")) await giveUp(db);
    const [revoked, left] = await Promise.all([readFact(db, "revoked"), readFact(db, "left")]);
    if (revoked && !given) show(revokedScreen(dock));
    else if (!dock.me && (left || !(await ask(dock)))) show(joinScreen(dock, given));
    else home();
    if (dock.me) void carry();
    await Promise.all([drawBar(), drawUnseen()]);
  }
  const carry = keepSnapshot(dock);
  const drawBar = fillBar(byId("bar"), dock);
  const drawUnseen = fillUnseen(byId("unseen"), dock);
  dock.send = keepSending(db, { onEnded: (ended) => void hear(dock, ended) });
  listenForScanner({
    isCode: isSurelyCode,
    onCode: (code) => dock.screen?.onCode?.(code, "wedge") ?? refuse(dock),
  });
  if (pairing) dock.me = null;
  await begin();
  addEventListener("popstate", () => (dock.screen?.isBusy ? undefined : home()));
  void forgetOld(db, Date.now());
  void keepFresh(dock);
}

/** A scan where something is not finished is not thrown away unsaid. */
function refuse(dock: Dock): void {
  if (dock.screen?.isBusy) dock.tell(say("finish_first"), "warn");
}

async function hear(dock: Dock, ended: string): Promise<void> {
  if (ended === "revoked") return shutOut(dock);
  if (ended === "signed out" && dock.me) {
    dock.me = null;
    dock.show(joinScreen(dock, "", say("join.lost")));
  }
}

/** Ask the server who this device is; whether it is anybody. */
async function ask(dock: Dock): Promise<boolean> {
  try {
    const me = await readMe();
    if (!me) return false;
    dock.me = me;
    await keepFact(dock.db, "me", me);
    await keepFact(dock.db, "clock", Date.parse(me.server_time) - Date.now());
    return true;
  } catch (error) {
    if (error instanceof Refused && error.code === "device-revoked") await shutOut(dock);
    return false;
  }
}

function tell(text: string, tone: Tone = "plain"): void {
  const notice = h("p", { "data-tone": tone }, text);
  byId("notice").replaceChildren(notice);
  setTimeout(() => notice.remove(), NOTICE_MS);
}

void start().catch((error: unknown) => {
  byId("stage").replaceChildren(h("p.notice", { role: "alert" }, `The dock did not start: ${error}`));
});
