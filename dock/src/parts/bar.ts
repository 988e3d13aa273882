import { hearChanges } from "../changes";
import type { Dock } from "../dock";
import { button, h, isolate } from "../dom";
import { countWaiting } from "../kept/queue";
import { menuScreen } from "../screens/menu";
import { todayScreen } from "../screens/today";
import { signOut } from "../signing_out";
import { sign } from "../signs";
import { say } from "../words";

/** Draw the bar that is always there: network, what waits, who works. Returns how to draw it again. */
export function fillBar(bar: HTMLElement, dock: Dock): () => Promise<void> {
  const draw = async () => {
    const waiting = await countWaiting(dock.db);
    const network = navigator.onLine ? "online" : "offline";
    const name = dock.me?.shift?.name;
    bar.replaceChildren(
      h("span.network", { "data-network": network }, sign(network), h("span", 0, say(network))),
      waiting > 0 &&
        button("waiting", () => dock.send(), {}, sign("queued"), h("span", 0, say("waiting", { count: waiting }), " – ", say("send_now"))),
      h("span.stretch"),
      ...(dock.me ? [button("tool", () => dock.show(todayScreen(dock)), { "aria-label": say("today") }, sign("many"))] : []),
      ...(dock.me ? [button("tool", () => dock.show(menuScreen(dock)), { "aria-label": say("settings") }, sign("settings"))] : []),
      ...(name ? [button("worker", () => signOut(dock), { "aria-label": `${name}: ${say("sign_out")}` }, isolate(name), sign("out"))] : []),
    );
  };
  const again = () => draw().catch(() => undefined);
  for (const name of ["online", "offline"]) addEventListener(name, again);
  hearChanges(again);
  return again;
}
