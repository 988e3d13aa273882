import type { App } from "../app";
import { card, checkBox, selectField } from "../controls";
import { h } from "../dom";

/** Draw which languages shoppers are spoken to in, and where the shop's days begin. */
export function drawLanguages(app: App): HTMLElement {
  const { languages, default_language, time_zone } = app.settings;
  const boxes = app.facts.languages.map(({ tag, name }) =>
    checkBox({
      id: `language-${tag}`,
      label: name,
      on: languages.includes(tag),
      disabled: tag === default_language,
      turn: (on) => turn(app, tag, on),
    }),
  );
  const offered = app.facts.languages.filter(({ tag }) => languages.includes(tag));
  return card(
    "languages",
    "Languages and time",
    h("fieldset", 0, h("legend", 0, "Shoppers may read"), h("div.row.checks", 0, ...boxes)),
    h(
      "div.pair",
      0,
      selectField({
        id: "default_language",
        label: "Everybody else reads",
        value: default_language,
        choices: offered.map(({ tag, name }) => ({ value: tag, label: name })),
        pick: (tag) =>
          app.rebuild((settings) => ({ ...settings, default_language: tag }), "default_language"),
      }),
      selectField({
        id: "time_zone",
        label: "Time zone",
        value: time_zone,
        choices: listZones(time_zone).map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
        pick: (zone) => app.change((settings) => ({ ...settings, time_zone: zone })),
      }),
    ),
  );
}

function turn(app: App, tag: string, on: boolean): void {
  const order = app.facts.languages.map((language) => language.tag);
  app.rebuild((settings) => {
    const chosen = order.filter((known) => (known === tag ? on : settings.languages.includes(known)));
    return { ...settings, languages: chosen };
  }, `language-${tag}`);
}

function listZones(chosen: string): string[] {
  return [...new Set([chosen, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}
