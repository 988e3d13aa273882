import type { Choice, Line, Reason, Term } from "../model";
import type { Known, Visit } from "./visit";

/** List the reasons that a line's class of goods is offered. */
export function reasonsOf({ config }: Visit, { reasons }: Line): Reason[] {
  return reasons ? config.reasons.filter(({ code }) => reasons.includes(code)) : config.reasons;
}

/** Find the reason that was chosen for a line. */
export function reasonOf(visit: Visit, line: Line): Reason | undefined {
  return reasonsOf(visit, line).find(({ code }) => code === visit.values[`reason.${line.key}`]);
}

/** List what may be asked for: of a gift less than of a purchase. */
export function resolutionsOf({ config }: Visit, { resolutions }: Known): Choice[] {
  const offered = config.resolutions ?? [];
  return resolutions ? offered.filter(({ code }) => resolutions.includes(code)) : offered;
}

/** Find the order that a line belongs to. */
export const orderOf = ({ orders }: Visit, line: Line): Known =>
  orders.find(({ lines }) => lines.includes(line)) as Known;

/** What a line is exchanged for, asked only where that is what was chosen. */
export const isExchange = ({ values }: Visit, { key }: Line): boolean =>
  values[`resolution.${key}`] === "exchange";

/** Name the answers that a line still needs, by their controls; its terms are known when none of the first is missing. */
export function missingOf(visit: Visit, line: Line): string[] {
  const { config, values } = visit;
  const { key, variants } = line;
  const reason = reasonOf(visit, line);
  const asked = [
    config.reasons.length && "reason",
    reason?.subs?.length && "sub_reason",
    config.conditions?.length && "condition",
    isExchange(visit, line) &&
      (variants?.length && values[`exchange.${key}`] !== OTHER ? "exchange" : "exchange_title"),
    reason?.note === "required" && "note",
  ].filter(Boolean);
  const missing = asked.map((name) => `${name}.${key}`).filter((name) => !values[name]?.trim());
  if (reason?.photos === "required" && !visit.photos[key]?.length) missing.push(`photos.${key}`);
  return missing;
}

/** The choice of something that is no variant of the line. */
export const OTHER = "other";

/** Find what becomes of a line for the choices made, once they are made: the first terms that hold them all. */
export function termOf(visit: Visit, line: Line): Term | undefined {
  const { values } = visit;
  const { key, terms } = line;
  if (missingOf(visit, line).some((name) => /^(reason|sub_reason|condition)\./.test(name))) return undefined;
  const reason = values[`reason.${key}`];
  const holds = (list: string[] | null | undefined, ...chosen: (string | undefined)[]) =>
    !list || chosen.some((code) => code && list.includes(code));
  return terms?.find(
    ({ reasons, conditions, resolutions }) =>
      holds(reasons, reason, `${reason}/${values[`sub_reason.${key}`]}`) &&
      holds(conditions, values[`condition.${key}`]) &&
      holds(resolutions, values[`resolution.${key}`]),
  );
}
