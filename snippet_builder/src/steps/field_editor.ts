import { type App, languageOf } from "../app";
import { checkBox, textField } from "../controls";
import type { Child } from "../dom";
import { changeEntry, withLabel } from "../fields";
import type { FieldSetting } from "../model";
import { drawOptions } from "./options";
import { drawPattern } from "./pattern";

/** Draw what can be said about one field: its words, whether it must be answered, what fits. */
export function drawEditor(app: App, field: FieldSetting, at: number): Child[] {
  const change = (part: (now: FieldSetting) => Partial<FieldSetting>) =>
    app.change((settings) => ({
      ...settings,
      fields: changeEntry(settings.fields, at, (now) => ({ ...now, ...part(now) })),
    }));
  const { direction, labels } = languageOf(app);
  const words = { lang: app.language, dir: direction, most: 120 };
  const path = `fields.${at}`;
  const say = (part: "label" | "hint") => (text: string) =>
    change((now) => ({ [part]: withLabel(now[part], app.language, text) }));
  const require = (required: boolean) => {
    change(() => ({ required }));
    app.redraw(`required-${field.id}`);
  };
  const label = { id: `label-${field.id}`, path: `${path}.label`, label: "Label", input: say("label") };
  const hint = {
    id: `hint-of-${field.id}`,
    path: `${path}.hint`,
    label: "Hint below the label",
    input: say("hint"),
  };
  const box = { id: `required-${field.id}`, path: `${path}.required`, label: "Must be answered" };
  return [
    textField({
      ...words,
      ...label,
      value: field.label[app.language] ?? "",
      placeholder: labels[field.kind] ?? "",
    }),
    textField({ ...words, ...hint, value: field.hint[app.language] ?? "" }),
    field.kind === "select" && drawOptions(app, field, at),
    field.kind !== "order_number" && checkBox({ ...box, on: field.required, turn: require }),
    !/^(address|select)$/.test(field.kind) &&
      drawPattern(field, path, (pattern) => change(() => ({ pattern }))),
  ];
}
