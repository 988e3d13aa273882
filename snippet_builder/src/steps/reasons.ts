import { type App, languageOf } from "../app";
import { card, iconButton, plainButton, textField } from "../controls";
import { announce, h, ICONS } from "../dom";
import { changeEntry, moveEntry, newReason, withLabel } from "../fields";
import type { ReasonSetting, Settings } from "../model";

/** Draw the reasons a shopper chooses from. */
export function drawReasons(app: App): HTMLElement {
  const { reasons } = app.settings;
  const add = () => {
    const reason = newReason(app.settings, app.language);
    app.rebuild(
      (settings) => ({ ...settings, reasons: [...settings.reasons, reason] }),
      `reason-${reason.code}`,
    );
  };
  return card(
    "reasons",
    "Reasons",
    h("ol.rows", 0, ...reasons.map((reason, at) => drawReason(app, reason, at))),
    plainButton("add-reason", "+ Reason", add),
  );
}

function drawReason(app: App, reason: ReasonSetting, at: number): HTMLElement {
  const { code } = reason;
  const { reasons } = app.settings;
  const move = (by: number, focus: string) => {
    app.rebuild((settings) => ({ ...settings, reasons: moveEntry(settings.reasons, at, by) }), focus);
    announce(`Place ${Math.min(reasons.length, Math.max(1, at + by + 1))} of ${reasons.length}.`);
  };
  const remove = () => {
    const after = reasons[at + 1] ?? reasons[at - 1];
    const others = (settings: Settings) => settings.reasons.filter((other) => other.code !== code);
    app.rebuild((settings) => ({ ...settings, reasons: others(settings) }), `reason-${after?.code}`);
  };
  const name = reason.label[app.language] || reason.label.en || code;
  const last = reasons.length - 1;
  const field = drawWords(app, reason, at);
  field.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !by) return;
    event.preventDefault();
    move(by, `reason-${code}`);
  });
  return h(
    "li.line.compact",
    0,
    field,
    iconButton(`up-${code}`, `Move ${name} up`, ICONS.up, () => move(-1, `up-${code}`), at === 0),
    iconButton(`down-${code}`, `Move ${name} down`, ICONS.down, () => move(1, `down-${code}`), at === last),
    iconButton(`out-${code}`, `Remove ${name}`, ICONS.remove, remove, last === 0),
  );
}

function drawWords(app: App, { code, label }: ReasonSetting, at: number): HTMLElement {
  const reword = (text: string) => (now: ReasonSetting) => ({
    ...now,
    label: withLabel(now.label, app.language, text),
  });
  return textField({
    id: `reason-${code}`,
    path: `reasons.${at}.label`,
    label: `Reason ${at + 1}`,
    value: label[app.language] ?? "",
    placeholder: Object.values(label)[0] ?? "",
    lang: app.language,
    dir: languageOf(app).direction,
    most: 120,
    input: (text) =>
      app.change((settings) => ({ ...settings, reasons: changeEntry(settings.reasons, at, reword(text)) })),
  });
}
