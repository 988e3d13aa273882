import { join, Refused } from "../api";
import { hearChanges } from "../changes";
import type { Dock, Screen } from "../dock";
import { button, h, heading, labelled } from "../dom";
import { keepFact } from "../kept/facts";
import { countWaiting } from "../kept/queue";
import { say } from "../words";

/** Take the pairing out of what was scanned or typed: an address with it behind #join=, or itself. */
export const readPairing = (text: string): string => (text.split("#join=")[1] ?? text).trim();

/** Ask which shop this device belongs to: it is scanned from the desk's screen, or typed. */
export function joinScreen(dock: Dock, pairing = "", why = ""): Screen {
  const code = h<HTMLInputElement>("input", {
    value: pairing,
    required: true,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    dir: "ltr",
  });
  const name = h<HTMLInputElement>("input", { maxlength: 40, autocomplete: "off" });
  const fault = h("p.fault", { role: "alert" });
  const submit = h<HTMLButtonElement>("button.go", { type: "submit" }, say("join.go"));
  const form = h(
    "form",
    { submit: (event: Event) => void send(event) },
    labelled(say("join.code"), code),
    labelled(say("join.name"), name),
    fault,
    submit,
  );

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    const read = readPairing(code.value);
    if (!read) {
      fault.textContent = say("join.incomplete");
      return;
    }
    submit.disabled = true;
    fault.textContent = "";
    try {
      await join(read, name.value);
      await Promise.all([keepFact(dock.db, "revoked", false), keepFact(dock.db, "left", false)]);
      void navigator.storage?.persist?.();
      await dock.begin();
    } catch (error) {
      fault.textContent =
        error instanceof Refused ? error.detail || say("join.refused") : say("join.offline");
    } finally {
      submit.disabled = false;
    }
  }

  const waits = h("p.notice", { hidden: true });
  void countWaiting(dock.db).then((count) => {
    waits.hidden = count === 0;
    waits.textContent = say("join.waiting", { count });
  });
  const element = h(
    "section.join",
    0,
    heading(say("join.title")),
    why && h("p.notice", 0, why),
    h("p.lead", 0, say("join.how")),
    waits,
    form,
  );
  return {
    element,
    onCode(text) {
      code.value = readPairing(text);
      name.focus();
    },
  };
}

/** Say that this device was shut out, and hand in what it still has. */
export function revokedScreen(dock: Dock): Screen {
  const rest = h("p", { "aria-live": "polite" });
  const again = button("quiet", () => dock.show(joinScreen(dock)), {}, say("revoked.again"));
  const tell = async () => {
    const count = await countWaiting(dock.db);
    rest.textContent = count ? say("revoked.waiting", { count }) : say("revoked.done");
  };
  void tell();
  const stop = hearChanges(() => void tell().catch(() => undefined));
  return {
    leave: stop,
    element: h(
      "section.join",
      0,
      heading(say("revoked.title")),
      h("p.lead", 0, say("revoked.why")),
      rest,
      again,
    ),
  };
}
