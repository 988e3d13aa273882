import type { FieldSetting, ReasonSetting, Settings } from "./model";

export const STANDARD = ["order_number", "email", "postcode", "name", "address", "phone"] as const;
export const PROVING = ["postcode", "email", "phone"] as const;

/** Make a field that asks for something every shop knows. */
export function standardField(kind: string, required = true): FieldSetting {
  return { id: kind, kind, label: {}, hint: {}, required, pattern: null, options: [] };
}

/** Make a field of the shop's own, with an id no other field has. */
export function ownField(settings: Settings, kind: "text" | "select", language: string): FieldSetting {
  const id = freeName(
    "own_",
    settings.fields.map((field) => field.id),
  );
  const options = kind === "select" ? [{ code: "option_1", label: { [language]: "First choice" } }] : [];
  const label = { [language]: kind === "select" ? "Your choice" : "Your question" };
  return { id, kind, label, hint: {}, required: false, pattern: null, options };
}

/** Make a reason with a code no other reason has; reports count by the code. */
export function newReason(settings: Settings, language: string): ReasonSetting {
  const code = freeName(
    "reason_",
    settings.reasons.map((reason) => reason.code),
  );
  return { code, label: { [language]: "" } };
}

/** Find the first `prefix` plus number that is not taken. */
export function freeName(prefix: string, taken: string[]): string {
  for (let number = 1; ; number++) if (!taken.includes(prefix + number)) return prefix + number;
}

/** Move one entry of a list by some places, stopping at its ends. */
export function moveEntry<T>(list: readonly T[], at: number, by: number): T[] {
  const to = Math.min(list.length - 1, Math.max(0, at + by));
  const moved = [...list];
  moved.splice(to, 0, ...moved.splice(at, 1));
  return moved;
}

/** Replace one entry of a list by what `change` makes of it. */
export function changeEntry<T>(list: readonly T[], at: number, change: (entry: T) => T): T[] {
  return list.map((entry, place) => (place === at ? change(entry) : entry));
}

/** Put a label in one language; an empty one falls back to the standard words. */
export function withLabel(
  labels: Record<string, string>,
  language: string,
  text: string,
): Record<string, string> {
  const { [language]: _old, ...others } = labels;
  return text.trim() ? { ...others, [language]: text } : others;
}

/** Say why a field cannot be taken out, or nothing when it can. */
export function whyKept(settings: Settings, id: string): string {
  if (id === "order_number") return "Every return begins with an order.";
  if (settings.proof.fields.length === 1 && settings.proof.fields[0] === id)
    return "It is all that proves the order.";
  return "";
}

/** Take a field out, and with it what it proved. */
export function removeField(settings: Settings, id: string): Settings {
  if (whyKept(settings, id)) return settings;
  const fields = settings.fields.filter((field) => field.id !== id);
  return { ...settings, fields, proof: { fields: settings.proof.fields.filter((name) => name !== id) } };
}

/** Choose whether a fact proves the order; it is asked for when it does, and one always remains. */
export function setProof(settings: Settings, name: string, proves: boolean): Settings {
  const chosen = PROVING.filter((known) => (known === name ? proves : settings.proof.fields.includes(known)));
  if (!chosen.length) return settings;
  const isAsked = settings.fields.some((field) => field.id === name);
  const fields = isAsked || !proves ? settings.fields : [...settings.fields, standardField(name)];
  return { ...settings, fields, proof: { fields: chosen } };
}
