import type { Dock, Screen } from "../dock";
import { button, h, heading, isolate } from "../dom";
import { feel } from "../feedback";
import { keepFact, readFact, type Settings } from "../kept/facts";
import { leaveDevice } from "../leaving";
import { wear } from "../look";
import { choose } from "../parts/choices";
import { sign } from "../signs";
import { LANGUAGES, learn, nameLanguage, say } from "../words";

const SWITCHES = ["sound", "vibration", "camera"] as const;
const CLOCK_TOLD_MS = 120_000;

/** How this device behaves, and whether its scanner works. */
export function menuScreen(dock: Dock): Screen {
  const test = h("output.code", { "aria-live": "polite" }, say("test.wait"));
  const keep = async (changed: Partial<Settings>) => {
    dock.settings = { ...dock.settings, ...changed };
    await keepFact(dock.db, "settings", dock.settings);
    wear(dock.settings);
  };
  const turn = async (language: string) => {
    await learn(language).catch(() => dock.tell(say("language_offline"), "warn"));
    await keep({ language });
    await dock.begin();
  };
  const switches = SWITCHES.map((name) =>
    drawSwitch(
      name,
      dock.settings[name],
      (on) => void keep({ [name]: on }).then(() => feel("good", dock.settings)),
    ),
  );
  const looks = (["dark", "light"] as const).map((value) => ({ value, label: say(`look.${value}`) }));
  const languages = LANGUAGES.map((value) => ({ value, label: nameLanguage(value) }));
  const clock = h("p.notice", { hidden: true });
  void readFact(dock.db, "clock").then((off = 0) => {
    clock.hidden = Math.abs(off) < CLOCK_TOLD_MS;
    clock.textContent = say("clock_off", { count: Math.round(Math.abs(off) / 60_000) });
  });
  const element = h(
    "section.menu",
    0,
    heading(say("settings")),
    clock,
    h("div.switches", 0, ...switches),
    choose("look", say("look"), looks, dock.settings.look, (look) => void keep({ look })),
    choose(
      "language",
      say("language"),
      languages,
      dock.settings.language as (typeof LANGUAGES)[number],
      (language) => void turn(language),
    ),
    h("h2", 0, say("test")),
    h("p.muted", 0, say("test.how")),
    test,
    h("p.muted", 0, say("test.sheet")),
    h("h2", 0, say("device")),
    h("p", 0, isolate(dock.me?.device.name ?? ""), " · ", isolate(VERSION)),
    button("quiet", () => leaveDevice(dock), {}, sign("out"), say("leave")),
    button("quiet", () => dock.home(), {}, sign("back"), say("back")),
  );
  return {
    element,
    onCode(code, way) {
      test.textContent = code;
      test.dataset.way = way;
      feel("good", dock.settings);
    },
  };
}

const drawSwitch = (
  name: (typeof SWITCHES)[number],
  on: boolean,
  change: (on: boolean) => void,
): HTMLElement =>
  h(
    "label.switch",
    0,
    h("input", {
      type: "checkbox",
      role: "switch",
      checked: on,
      change: (event: Event) => change((event.target as HTMLInputElement).checked),
    }),
    h("span", 0, say(`switch.${name}`)),
  );
