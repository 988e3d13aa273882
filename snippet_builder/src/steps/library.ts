import type { App } from "../app";
import { card, checkBox, pills } from "../controls";
import { h } from "../dom";
import type { LibrarySetting } from "../model";

const FORMS = ["pdf", "png", "bmp", "zpl", "svg"];
const DPIS = [
  { value: "203", label: "203 dpi", hint: "most label printers" },
  { value: "300", label: "300 dpi", hint: "finer" },
];

/** Draw which formats of each label are kept for other software; what belongs to them shows once there is one. */
export function drawLibrary(app: App): HTMLElement {
  const { forms, documents, dpi } = app.settings.library;
  const boxes = FORMS.map((form) =>
    checkBox({
      id: `library.forms-${form}`,
      label: form.toUpperCase(),
      on: forms.includes(form),
      turn: (on) => {
        const chosen = FORMS.filter((each) => (each === form ? on : forms.includes(each)));
        app.rebuild(setting({ forms: chosen }), `library.forms-${form}`);
      },
    }),
  );
  const slips = checkBox({
    id: "library.documents",
    label: "Packing slips too",
    on: documents.includes("slip"),
    turn: (on) => app.change(setting({ documents: on ? ["label", "slip"] : ["label"] })),
  });
  const dots = pills({
    id: "library.dpi",
    label: "PNG, BMP and ZPL are drawn for",
    value: String(dpi),
    choices: DPIS,
    pick: (chosen) => app.change(setting({ dpi: Number(chosen) })),
  });
  return card(
    "library",
    "Keep copies",
    h("p.hint", 0, "A file of every label, for other software to pick up. None ticked: nothing is kept."),
    h("fieldset", 0, h("legend", 0, "Formats"), h("div.row.checks", 0, ...boxes)),
    ...(forms.length ? [slips, dots] : []),
  );
}

const setting =
  (part: Partial<LibrarySetting>) =>
  <S extends { library: LibrarySetting }>(settings: S): S => ({
    ...settings,
    library: { ...settings.library, ...part },
  });
