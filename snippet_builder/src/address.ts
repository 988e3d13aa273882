/** Where the merchant is, as the address says it: `#step=look` or `#step=fields&field=email`. */
export const STEPS = ["fields", "look", "delivery"] as const;
export type Step = (typeof STEPS)[number];

export interface Place {
  step: Step;
  field: string | null;
}

/** Read a place from a fragment; anything unknown is the first step. */
export function readPlace(hash: string): Place {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const step = STEPS.find((known) => known === parts.get("step")) ?? "fields";
  const field = parts.get("field");
  return { step, field: field && /^[a-z][a-z0-9_]{0,39}$/.test(field) ? field : null };
}

/** Write a place as a fragment. */
export function writePlace({ step, field }: Place): string {
  return `#step=${step}${field ? `&field=${field}` : ""}`;
}
