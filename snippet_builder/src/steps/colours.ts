import type { App } from "../app";
import { isColour, LEAST_CONTRAST, measurePairs, mendContrast, type Pair } from "../contrast";
import { card } from "../controls";
import { announce, h, ICONS, icon } from "../dom";
import type { Look } from "../model";

type ColourName = "accent" | "on_accent" | "background" | "text";

const COLOURS: [ColourName, string][] = [
  ["accent", "Buttons"],
  ["on_accent", "Words on buttons"],
  ["background", "Background"],
  ["text", "Words"],
];
const PAIRS = { on_accent: "Words on buttons", text: "Words on the background" };

/** Draw the four colours, and for each pair that has to be read how well it reads. */
export function drawColours(app: App): HTMLElement {
  const verdicts = h("div.verdicts", { role: "status" });
  const judge = () => {
    verdicts.replaceChildren(...measurePairs(app.settings.look).map((pair) => drawVerdict(pair, mend)));
  };
  const set = (name: ColourName, value: string) => {
    app.change((settings) => ({ ...settings, look: { ...settings.look, [name]: value } as Look }));
    judge();
  };
  const mend = ({ name, front, back }: Pair) => {
    const mended = mendContrast(front, back);
    app.rebuild((settings) => ({ ...settings, look: { ...settings.look, [name]: mended } }), `look.${name}`);
    announce("Readable now.");
  };
  judge();
  return card(
    "colours",
    "Colours",
    h(
      "div.quad",
      0,
      ...COLOURS.map(([name, label]) => drawColour(name, label, app.settings.look[name], set)),
    ),
    verdicts,
  );
}

function drawColour(
  name: ColourName,
  label: string,
  value: string,
  set: (name: ColourName, value: string) => void,
): HTMLElement {
  const id = `look.${name}`;
  const fault = h("p.fault", { id: `fault-${id}` });
  const well = h<HTMLInputElement>("input.well", {
    type: "color",
    "aria-label": `${label}, pick`,
    tabindex: "-1",
  });
  const typed = h<HTMLInputElement>("input.mono", {
    id,
    "data-path": id,
    type: "text",
    maxlength: 7,
    spellcheck: "false",
  });
  typed.setAttribute("aria-describedby", fault.id);
  well.value = typed.value = value;
  well.addEventListener("input", () => {
    typed.value = well.value;
    take();
  });
  const take = () => {
    const colour = typed.value.startsWith("#") ? typed.value : `#${typed.value}`;
    const fits = isColour(colour);
    fault.textContent = fits ? "" : "Six digits, such as #1f5e4b.";
    typed.ariaInvalid = fits ? null : "true";
    if (!fits) return;
    well.value = colour;
    set(name, colour.toLowerCase());
  };
  typed.addEventListener("input", take);
  return h("div.field", 0, h("label", { for: id }, label), h("div.colour", 0, well, typed), fault);
}

function drawVerdict(pair: Pair, mend: (pair: Pair) => void): HTMLElement {
  const isGood = pair.ratio >= LEAST_CONTRAST;
  const mended = isGood ? "" : mendContrast(pair.front, pair.back);
  // Bars in place of letters: what cannot be read must not stand here as text either.
  const swatch = h("span.swatch", { "aria-hidden": "true" }, h("i"), h("i"));
  swatch.style.color = pair.front;
  swatch.style.backgroundColor = pair.back;
  return h(
    isGood ? "p.verdict.good" : "p.verdict.bad",
    0,
    swatch,
    h(
      "span.grow",
      0,
      PAIRS[pair.name],
      " ",
      h("b.num", 0, `${roundDown(pair.ratio)}:1`),
      isGood ? "" : `, too hard to read (${LEAST_CONTRAST}:1 is needed)`,
    ),
    isGood
      ? icon(ICONS.check)
      : h(
          "button.button.small",
          { type: "button", id: `mend-${pair.name}`, click: () => mend(pair) },
          `Use ${mended}`,
        ),
  );
}

/** 4.49 must not be shown as 4.5: that would read as enough. */
const roundDown = (ratio: number): string => (Math.floor(ratio * 10) / 10).toFixed(1);
