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
  const { direction } = languageOf(app);
  const count = app.settings.reasons.length;
  const set = (change: (reasons: ReasonSetting[]) => ReasonSetting[], focus: string) =>
    app.rebuild((settings: Settings) => ({ ...settings, reasons: change(settings.reasons) }), focus);
  const move = (by: number, focus: string) => {
    set((reasons) => moveEntry(reasons, at, by), focus);
    announce(`Place ${Math.min(count, Math.max(1, at + by + 1))} of ${count}.`);
  };
  const name = reason.label[app.language] || reason.label.en || code;
  const field = textField({
    id: `reason-${code}`,
    path: `reasons.${at}.label`,
    label: `Reason ${at + 1}`,
    value: reason.label[app.language] ?? "",
    placeholder: Object.values(reason.label)[0] ?? "",
    lang: app.language,
    dir: direction,
    most: 120,
    input: (text) =>
      app.change((settings) => ({
        ...settings,
        reasons: changeEntry(settings.reasons, at, (now) => ({
          ...now,
          label: withLabel(now.label, app.language, text),
        })),
      })),
  });
  field.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !by) return;
    event.preventDefault();
    move(by, `reason-${code}`);
  });
  const after = app.settings.reasons[at + 1] ?? app.settings.reasons[at - 1];
  const remove = () => set((reasons) => reasons.filter((now) => now.code !== code), `reason-${after?.code}`);
  return h(
    "li.line.compact",
    0,
    field,
    iconButton(`up-${code}`, `Move ${name} up`, ICONS.up, () => move(-1, `up-${code}`), at === 0),
    iconButton(
      `down-${code}`,
      `Move ${name} down`,
      ICONS.down,
      () => move(1, `down-${code}`),
      at === count - 1,
    ),
    iconButton(`out-${code}`, `Remove ${name}`, ICONS.remove, remove, count === 1),
  );
}
