import { writePlace } from "../address";
import { type App, languageOf } from "../app";
import { card, iconButton, plainButton } from "../controls";
import { announce, type Child, h, ICONS, icon } from "../dom";
import { moveEntry, ownField, removeField, STANDARD, standardField, whyKept } from "../fields";
import type { FieldSetting, Settings } from "../model";
import { PRESETS } from "../presets";
import { drawCountries } from "./countries";
import { drawEditor } from "./field_editor";
import { drawPolicy } from "./policy";
import { drawProof } from "./proof";
import { drawReasons } from "./reasons";
import { drawWordsIn } from "./words_in";

/** Step 1: what the shopper is asked, what proves the order, and on what terms. */
export function drawFieldsStep(app: App): Child[] {
  return [
    drawPresets(app),
    drawWordsIn(app),
    drawFieldList(app),
    drawProof(app),
    drawReasons(app),
    drawPolicy(app),
    drawCountries(app),
  ];
}

let beforePreset: Settings | null = null;

function drawPresets(app: App): HTMLElement {
  const buttons = PRESETS.map((preset) =>
    h(
      "button.preset",
      {
        id: `preset-${preset.name}`,
        type: "button",
        click: () => {
          beforePreset = app.settings;
          app.rebuild(preset.apply, "undo-preset");
          announce(`${preset.title} is set.`);
        },
      },
      h("b", 0, preset.title),
      h("span.muted.small", 0, preset.gist),
    ),
  );
  const before = beforePreset;
  const undo = () => {
    beforePreset = null;
    app.rebuild(() => before as Settings, "preset-minimal");
    announce("Undone.");
  };
  return h(
    "section.presets",
    { "aria-label": "Start from" },
    h("p.muted.small", 0, "Start from"),
    h("div.trio", 0, ...buttons),
    before &&
      h(
        "p.small",
        0,
        "Set. ",
        h("button.textlike", { id: "undo-preset", type: "button", click: undo }, "Undo"),
      ),
  );
}

function drawFieldList(app: App): HTMLElement {
  const { fields } = app.settings;
  const rows = fields.map((field, at) => drawRow(app, field, at));
  return card("fields", "Fields", h("ol.rows", 0, ...rows), drawAdders(app));
}

/** Name a field as the shopper reads it. */
export function nameOf(app: App, field: FieldSetting): string {
  const words = field.label[app.language] || languageOf(app).labels[field.kind];
  return words || Object.values(field.label).find(Boolean) || field.id;
}

function drawRow(app: App, field: FieldSetting, at: number): HTMLElement {
  const { id, kind, required } = field;
  const isOpen = app.place.field === id;
  const name = h("bdi", 0, nameOf(app, field));
  app.watch(() => {
    const now = app.settings.fields.find((known) => known.id === id);
    if (now) name.textContent = nameOf(app, now);
  });
  const proves = app.settings.proof.fields.includes(id);
  const move = (by: number) => () => moveField(app, id, by);
  const toggle = {
    id: `open-${id}`,
    href: writePlace({ step: "fields", field: isOpen ? null : id }),
    "aria-expanded": String(isOpen),
    role: "button",
    keydown: (event: KeyboardEvent) => hearKeys(event, app, id),
  };
  const last = app.settings.fields.length - 1;
  return h(
    isOpen ? "li.entry.open" : "li.entry",
    { "data-id": id },
    h(
      "div.line",
      0,
      h("a.grow", toggle, kind === "order_number" && icon(ICONS.lock), name),
      h(
        "span.badges",
        0,
        proves && h("span.badge", 0, "proves"),
        !required && h("span.badge.off", 0, "optional"),
      ),
      iconButton(`up-${id}`, `Move ${name.textContent} up`, ICONS.up, move(-1), at === 0),
      iconButton(`down-${id}`, `Move ${name.textContent} down`, ICONS.down, move(1), at === last),
    ),
    isOpen && h("div.editor", 0, ...drawEditor(app, field, at), drawRemove(app, field)),
  );
}

function hearKeys(event: KeyboardEvent, app: App, id: string): void {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (event.altKey && by) {
    event.preventDefault();
    moveField(app, id, by, `open-${id}`);
  } else if (event.key === " ") {
    event.preventDefault();
    (event.currentTarget as HTMLElement).click();
  }
}

function moveField(app: App, id: string, by: number, focus = by < 0 ? `up-${id}` : `down-${id}`): void {
  const at = app.settings.fields.findIndex((field) => field.id === id);
  app.rebuild((settings) => ({ ...settings, fields: moveEntry(settings.fields, at, by) }), focus);
  const now = app.settings.fields.findIndex((field) => field.id === id);
  announce(`Place ${now + 1} of ${app.settings.fields.length}.`);
}

function drawRemove(app: App, field: FieldSetting): HTMLElement {
  const why = whyKept(app.settings, field.id);
  if (why) return h("p.hint", 0, why);
  const remove = () => {
    const name = nameOf(app, field);
    const at = app.settings.fields.findIndex(({ id }) => id === field.id);
    const next = app.settings.fields[at + 1] ?? app.settings.fields[at - 1];
    app.go({ field: null });
    app.rebuild((settings) => removeField(settings, field.id), `open-${next?.id}`);
    announce(`${name} is out.`);
  };
  return h(
    "p",
    0,
    h(
      "button.textlike.bad",
      { id: `remove-${field.id}`, type: "button", click: remove },
      "Take this field out",
    ),
  );
}

function drawAdders(app: App): HTMLElement {
  const { settings } = app;
  const add = (field: FieldSetting) => {
    app.change((now) => ({ ...now, fields: [...now.fields, field] }));
    app.go({ field: field.id });
    app.redraw(`open-${field.id}`);
  };
  const missing = STANDARD.filter((kind) => !settings.fields.some(({ id }) => id === kind));
  const labels = languageOf(app).labels;
  return h(
    "div.row.adders",
    { role: "group", "aria-label": "Add a field" },
    ...missing.map((kind) => plainButton(`add-${kind}`, `+ ${labels[kind]}`, () => add(standardField(kind)))),
    plainButton("add-text", "+ Own question", () => add(ownField(app.settings, "text", app.language))),
    plainButton("add-select", "+ Own choice", () => add(ownField(app.settings, "select", app.language))),
  );
}
