import { iconButton } from "../controls";
import { h, ICONS } from "../dom";
import type { App } from "./app";
import type { DesignElement, Facts } from "./model";

/** Read the names of a `when`, each with `!` before it where it must not hold. */
export const readWhen = (when: string | undefined): string[] => (when ?? "").split(/\s+/).filter(Boolean);

/** Say whether an element is printed, as far as is known before its page is drawn. */
export function isPrinted({ when, languages }: DesignElement, { facts, view, isMirrored }: App): boolean {
  if (languages?.length && !languages.includes(view.language)) return false;
  const holds = facts.samples.find(({ name }) => name === view.sample)?.holds ?? [];
  return readWhen(when).every((test) => {
    const name = test.replace("!", "");
    const isTrue = name === "rtl" ? isMirrored : holds.includes(name);
    return PAGING.includes(name) || isTrue !== test.startsWith("!");
  });
}

/** What changes from page to page is there on one of them. */
const PAGING = ["first_page", "last_page", "page", "pages"];

/** Say one name of a `when` in words. */
export function sayTest(test: string, { conditions, facts }: Facts): string {
  const name = test.replace("!", "");
  const condition = conditions.find((each) => each.name === name)?.says;
  const fact = facts.find((each) => each.name === name)?.says;
  if (test.startsWith("!")) return condition ? `Not: ${lower(condition)}` : `Without: ${lower(fact ?? name)}`;
  return condition ?? `With: ${lower(fact ?? name)}`;
}

/** Draw under which conditions an element is there: each can be taken out, another added. */
export function drawConditions(app: App, when: string | undefined, set: (when: string) => void): HTMLElement {
  const tests = readWhen(when);
  const rows = tests.map((test, at) => {
    const said = sayTest(test, app.facts);
    const remove = () => set(tests.filter((_, place) => place !== at).join(" "));
    return h("li.chip", 0, said, iconButton(`when-remove-${at}`, `Remove: ${said}`, ICONS.remove, remove));
  });
  const names = [...app.facts.conditions, ...app.facts.facts.filter(({ kind }) => kind !== "item")].map(
    ({ name }) => name,
  );
  const options = names
    .flatMap((name) => [name, `!${name}`])
    .map((test) => h("option", { value: test }, sayTest(test, app.facts)));
  const add = () => select.value && set([...tests, select.value].join(" "));
  const select = h<HTMLSelectElement>(
    "select",
    { id: "when", change: add },
    h("option", { value: "" }, tests.length ? "And only if…" : "Always"),
    ...options,
  );
  return h(
    "div.field",
    0,
    h("label", { for: "when" }, "Printed"),
    rows.length ? h("ul.chips", 0, ...rows) : null,
    select,
  );
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
