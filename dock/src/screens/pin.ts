import { beginShift, Refused } from "../api";
import type { Dock, Screen } from "../dock";
import { button, h, heading, isolate } from "../dom";
import { keepFact } from "../kept/facts";
import { sign } from "../signs";
import { say } from "../words";
import { whoScreen } from "./who";

/** Ask for a worker's PIN: on the pad, or with the keys of a keyboard. */
export function pinScreen(dock: Dock, worker: { id: string; name: string }): Screen {
  const pin = h<HTMLInputElement>("input.pin", {
    type: "password",
    inputmode: "none",
    autocomplete: "off",
    pattern: "[0-9]*",
    maxlength: 8,
    "aria-label": say("pin.label"),
  });
  const fault = h("p.fault", { role: "alert" });
  const press = (digit: string) => () => {
    pin.value = (pin.value + digit).slice(0, 8);
    fault.textContent = "";
  };
  const key = (digit: string) => button("key", press(digit), {}, digit);
  const erase = button(
    "key",
    () => (pin.value = pin.value.slice(0, -1)),
    { "aria-label": say("pin.erase") },
    sign("erase"),
  );
  const go = h<HTMLButtonElement>(
    "button.key.go",
    { type: "submit", "aria-label": say("pin.go") },
    sign("found"),
  );
  // A thumb on the pad leaves the focus in the field, so that pad and keyboard can be used in turn.
  const stay = (event: Event) => event.preventDefault();
  const pad = h(
    "div.pad",
    { dir: "ltr", mousedown: stay },
    ..."123456789".split("").map(key),
    erase,
    key("0"),
    go,
  );

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    if (!pin.value || go.disabled) return;
    go.disabled = true;
    try {
      const { shift } = await beginShift(worker.id, pin.value);
      if (dock.me) {
        dock.me = { ...dock.me, shift };
        await keepFact(dock.db, "me", dock.me);
      }
      await dock.begin();
    } catch (error) {
      fault.textContent = error instanceof Refused ? error.detail || say("pin.wrong") : say("pin.offline");
      pin.value = "";
    } finally {
      go.disabled = false;
    }
  }

  const form = h("form", { submit: (event: Event) => void send(event) }, pin, fault, pad);
  const back = button("quiet", () => dock.show(whoScreen(dock)), {}, sign("back"), say("back"));
  return { element: h("section.who", 0, heading(isolate(worker.name)), form, back), first: pin };
}
