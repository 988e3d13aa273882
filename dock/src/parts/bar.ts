import { hearChanges } from "../changes";
import type { Dock, Screen } from "../dock";
import { button, fill, h, isolate } from "../dom";
import { countWaiting } from "../kept/queue";
import { menuScreen } from "../screens/menu";
import { todayScreen } from "../screens/today";
import { signOut } from "../signing_out";
import { type Sign, sign } from "../signs";
import { say } from "../words";

/** Draw the bar that is always there: network, what waits, who works. Returns how to draw it again. */
export function fillBar(bar: HTMLElement, dock: Dock): () => Promise<void> {
  const draw = async () => {
    const waiting = await countWaiting(dock.db);
    const network = navigator.onLine ? "online" : "offline";
    fill(
      bar,
      h("span.network", { "data-network": network }, sign(network), h("span", 0, say(network))),
      waiting > 0 && drawWaiting(dock, waiting),
      h("span.stretch"),
      dock.me && drawTool(dock, "today", "many", todayScreen),
      dock.me && drawTool(dock, "settings", "settings", menuScreen),
      dock.me?.shift && drawWorker(dock, dock.me.shift.name),
    );
  };
  const again = () => draw().catch(() => undefined);
  for (const name of ["online", "offline"]) addEventListener(name, again);
  hearChanges(again);
  return again;
}

const drawWaiting = (dock: Dock, count: number): HTMLElement =>
  button(
    "waiting",
    () => dock.send(),
    {},
    sign("queued"),
    h("span", 0, say("waiting", { count }), " – ", h("b", 0, say("send_now"))),
  );

const drawTool = (dock: Dock, name: string, shape: Sign, open: (dock: Dock) => Screen): HTMLElement =>
  button(
    "tool",
    () => dock.screen?.isBusy || dock.show(open(dock)),
    { "aria-label": say(name) },
    sign(shape),
  );

const drawWorker = (dock: Dock, name: string): HTMLElement =>
  button(
    "worker",
    () => signOut(dock),
    { "aria-label": `${name}: ${say("sign_out")}` },
    isolate(name),
    sign("out"),
  );
