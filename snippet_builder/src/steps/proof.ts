import { type App, languageOf } from "../app";
import { card, checkBox } from "../controls";
import { h } from "../dom";
import { PROVING, setProof } from "../fields";

/** Draw which typed facts prove an order; any one is enough, so one always stays. */
export function drawProof(app: App): HTMLElement {
  const { proof } = app.settings;
  const labels = languageOf(app).labels;
  const boxes = PROVING.map((name) =>
    checkBox({
      id: `proof-${name}`,
      label: labels[name] ?? name,
      on: proof.fields.includes(name),
      disabled: proof.fields.length === 1 && proof.fields[0] === name,
      turn: (proves) => app.rebuild((settings) => setProof(settings, name, proves), `proof-${name}`),
    }),
  );
  return card(
    "proof",
    "What proves the order",
    h("p.muted", 0, "The order number and any one of these. On a signed link nothing has to be typed."),
    h("div.row.checks", 0, ...boxes),
  );
}
