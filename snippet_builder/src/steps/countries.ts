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

function drawChosen(app: App, set: (chosen: string[], focus: string) => void): HTMLElement {
  const { countries } = app.settings;
  const names = new Map(app.facts.countries.map(({ code, name }) => [code, name]));
  const chips = countries.map((code) => {
    const name = names.get(code) ?? code;
    const remove = () => {
      set(
        countries.filter((other) => other !== code),
        "country-add",
      );
      announce(`${name} is out.`);
    };
    return h(
      "li.chip",
      0,
      name,
      iconButton(`country-out-${code}`, `Remove ${name}`, ICONS.remove, remove, countries.length === 1),
    );
  });
  const rest = app.facts.countries.filter(({ code }) => !countries.includes(code));
  const options = [
    h("option", { value: "" }, "Choose…"),
    ...rest.map(({ code, name }) => h("option", { value: code }, name)),
  ];
  const select = h<HTMLSelectElement>("select", { id: "country-add" }, ...options);
  const add = () => select.value && set([...countries, select.value], "country-add");
  return h(
    "div",
    0,
    h("ul.chips", { "aria-label": "Chosen countries" }, ...chips),
    h(
      "div.field",
      0,
      h("label", { for: "country-add" }, "Add a country"),
      h("div.measure", 0, select, plainButton("country-add-now", "Add", add)),
    ),
    plainButton("countries-eu", "Add the whole EU", () =>
      set([...new Set([...countries, ...EU])], "countries-eu"),
    ),
  );
}
