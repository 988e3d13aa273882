import { type App, languageOf } from "../app";
import { checkBox, iconButton, plainButton, textField } from "../controls";
import { type Child, h, ICONS } from "../dom";
import { changeEntry, freeName, moveEntry, withLabel } from "../fields";
import type { FieldSetting } from "../model";

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
  return [
    textField({
      ...words,
      id: `label-${field.id}`,
      path: `${path}.label`,
      label: "Label",
      value: field.label[app.language] ?? "",
      placeholder: labels[field.kind] ?? "",
      input: (text) => change((now) => ({ label: withLabel(now.label, app.language, text) })),
    }),
    textField({
      ...words,
      id: `hint-of-${field.id}`,
      path: `${path}.hint`,
      label: "Hint below the label",
      value: field.hint[app.language] ?? "",
      input: (text) => change((now) => ({ hint: withLabel(now.hint, app.language, text) })),
    }),
    field.kind === "select" && drawOptions(app, field, at),
    field.kind !== "order_number" &&
      checkBox({
        id: `required-${field.id}`,
        path: `${path}.required`,
        label: "Must be answered",
        on: field.required,
        turn: (required) => {
          change(() => ({ required }));
          app.redraw(`required-${field.id}`);
        },
      }),
    !/^(address|select)$/.test(field.kind) &&
      drawPattern(field, path, (pattern) => change(() => ({ pattern }))),
  ];
}

function drawPattern(
  field: FieldSetting,
  path: string,
  change: (pattern: string | null) => void,
): HTMLElement {
  const verdict = h("p.verdict.small", { role: "status" });
  let pattern = field.pattern ?? "";
  let sample = "";
  const judge = () => {
    const fits = fitsPattern(pattern, sample);
    verdict.textContent =
      !sample || !pattern
        ? ""
        : fits === null
          ? "This pattern cannot be read."
          : fits
            ? "Fits."
            : "Does not fit.";
    verdict.className = `verdict small ${fits ? "good" : "bad"}`;
  };
  const { id } = field;
  return h(
    "details.pattern",
    { open: !!field.pattern },
    h("summary", 0, "Only answers of one pattern"),
    textField({
      id: `pattern-${id}`,
      path: `${path}.pattern`,
      label: "Pattern",
      hint: "A regular expression for the whole answer, such as \\d{5}",
      value: pattern,
      most: 200,
      dir: "ltr",
      input: (text) => {
        pattern = text;
        change(text || null);
        judge();
      },
    }),
    textField({
      id: `sample-${id}`,
      label: "Try an answer",
      value: "",
      input: (text) => {
        sample = text;
        judge();
      },
    }),
    verdict,
  );
}

/** Tell whether an answer fits a whole pattern; null when the pattern cannot be read. */
export function fitsPattern(pattern: string, answer: string): boolean | null {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(answer);
  } catch {
    return null;
  }
}

function drawOptions(app: App, field: FieldSetting, at: number): HTMLElement {
  const set = (change: (now: FieldSetting) => FieldSetting, focus: string) =>
    app.rebuild((settings) => ({ ...settings, fields: changeEntry(settings.fields, at, change) }), focus);
  const rows = field.options.map((option, place) => {
    const say = (text: string) =>
      app.change((settings) => ({
        ...settings,
        fields: changeEntry(settings.fields, at, (now) => ({
          ...now,
          options: changeEntry(now.options, place, (old) => ({
            ...old,
            label: withLabel(old.label, app.language, text),
          })),
        })),
      }));
    const move = (by: number) => () =>
      set((now) => ({ ...now, options: moveEntry(now.options, place, by) }), `up-${field.id}-${option.code}`);
    const remove = () =>
      set(
        (now) => ({ ...now, options: now.options.filter((_, index) => index !== place) }),
        `add-option-${field.id}`,
      );
    const id = `${field.id}-${option.code}`;
    const label = option.label[app.language] || option.label.en || option.code;
    return h(
      "li.line",
      0,
      textField({
        id: `option-${id}`,
        path: `fields.${at}.options.${place}.label`,
        label: `Choice ${place + 1}`,
        value: option.label[app.language] ?? "",
        lang: app.language,
        dir: languageOf(app).direction,
        most: 120,
        input: say,
      }),
      iconButton(`up-${id}`, `Move ${label} up`, ICONS.up, move(-1), place === 0),
      iconButton(`out-${id}`, `Remove ${label}`, ICONS.remove, remove, field.options.length === 1),
    );
  });
  const add = () => {
    const code = freeName(
      "option_",
      field.options.map((option) => option.code),
    );
    const option = { code, label: { [app.language]: "" } };
    set((now) => ({ ...now, options: [...now.options, option] }), `option-${field.id}-${code}`);
  };
  return h(
    "div",
    0,
    h("ol.rows.options", 0, ...rows),
    plainButton(`add-option-${field.id}`, "+ Choice", add),
  );
}
