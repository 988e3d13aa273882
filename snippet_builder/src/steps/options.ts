import { type App, languageOf } from "../app";
import { iconButton, plainButton, textField } from "../controls";
import { h, ICONS } from "../dom";
import { changeEntry, freeName, moveEntry, withLabel } from "../fields";
import type { FieldSetting, Option, Settings } from "../model";

type Change = (options: Option[]) => Option[];

/** Draw the choices of an own field. */
export function drawOptions(app: App, field: FieldSetting, at: number): HTMLElement {
  const add = () => {
    const taken = field.options.map((option) => option.code);
    const option = { code: freeName("option_", taken), label: { [app.language]: "" } };
    app.rebuild(
      changing(at, (options) => [...options, option]),
      `option-${field.id}-${option.code}`,
    );
  };
  const rows = field.options.map((option, place) => drawOption(app, field, at, option, place));
  const adder = plainButton(`add-option-${field.id}`, "+ Choice", add);
  return h("div", 0, h("ol.rows.options", 0, ...rows), adder);
}

/** Change the choices of the field at one place of the list. */
function changing(at: number, change: Change): (settings: Settings) => Settings {
  const ofField = (field: FieldSetting) => ({ ...field, options: change(field.options) });
  return (settings) => ({ ...settings, fields: changeEntry(settings.fields, at, ofField) });
}

function drawOption(app: App, field: FieldSetting, at: number, option: Option, place: number): HTMLElement {
  const id = `${field.id}-${option.code}`;
  const name = option.label[app.language] || option.label.en || option.code;
  const reword = (text: string) => (now: Option) => ({
    ...now,
    label: withLabel(now.label, app.language, text),
  });
  const up: Change = (options) => moveEntry(options, place, -1);
  const out: Change = (options) => options.filter((_, index) => index !== place);
  const words = textField({
    id: `option-${id}`,
    path: `fields.${at}.options.${place}.label`,
    label: `Choice ${place + 1}`,
    value: option.label[app.language] ?? "",
    lang: app.language,
    dir: languageOf(app).direction,
    most: 120,
    input: (text) => app.change(changing(at, (options) => changeEntry(options, place, reword(text)))),
  });
  const move = () => app.rebuild(changing(at, up), `up-${id}`);
  const remove = () => app.rebuild(changing(at, out), `add-option-${field.id}`);
  return h(
    "li.line",
    0,
    words,
    iconButton(`up-${id}`, `Move ${name} up`, ICONS.up, move, place === 0),
    iconButton(`out-${id}`, `Remove ${name}`, ICONS.remove, remove, field.options.length === 1),
  );
}
