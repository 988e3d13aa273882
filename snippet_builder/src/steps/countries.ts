import type { App } from "../app";
import { card, iconButton, pills, plainButton } from "../controls";
import { announce, h, ICONS } from "../dom";
import { EU } from "../presets";

/** Draw where parcels may come from; the address form of each country comes with it. */
export function drawCountries(app: App): HTMLElement {
  const { countries } = app.settings;
  const set = (chosen: string[], focus: string) =>
    app.rebuild((settings) => ({ ...settings, countries: chosen }), focus);
  return card(
    "countries",
    "Countries",
    pills({
      id: "countries-which",
      path: "countries",
      label: "Take returns from",
      value: countries.length ? "some" : "all",
      choices: [
        { value: "all", label: "Everywhere" },
        { value: "some", label: "These countries" },
      ],
      pick: (which) => set(which === "all" ? [] : ["FI"], `countries-which-${which}`),
    }),
    countries.length > 0 && drawChosen(app, set),
  );
}

type SetCountries = (chosen: string[], focus: string) => void;

function drawChosen(app: App, set: SetCountries): HTMLElement {
  const { countries } = app.settings;
  const addEu = () => set([...new Set([...countries, ...EU])], "countries-eu");
  return h(
    "div",
    0,
    h("ul.chips", { "aria-label": "Chosen countries" }, ...countries.map((code) => drawChip(app, code, set))),
    drawAdder(app, set),
    plainButton("countries-eu", "Add the whole EU", addEu),
  );
}

function drawChip(app: App, code: string, set: SetCountries): HTMLElement {
  const { countries } = app.settings;
  const name = app.facts.countries.find((country) => country.code === code)?.name ?? code;
  const others = countries.filter((other) => other !== code);
  const remove = () => {
    set(others, "country-add");
    announce(`${name} is out.`);
  };
  const isLast = !others.length;
  return h(
    "li.chip",
    0,
    name,
    iconButton(`country-out-${code}`, `Remove ${name}`, ICONS.remove, remove, isLast),
  );
}

function drawAdder(app: App, set: SetCountries): HTMLElement {
  const { countries } = app.settings;
  const rest = app.facts.countries.filter(({ code }) => !countries.includes(code));
  const options = rest.map(({ code, name }) => h("option", { value: code }, name));
  const blank = h("option", { value: "" }, "Choose…");
  const select = h<HTMLSelectElement>("select", { id: "country-add" }, blank, ...options);
  const add = () => select.value && set([...countries, select.value], "country-add");
  return h(
    "div.field",
    0,
    h("label", { for: "country-add" }, "Add a country"),
    h("div.measure", 0, select, plainButton("country-add-now", "Add", add)),
  );
}
