/** One part of a refusal: which value, and what is wrong with it. */
export interface Flaw {
  field: string;
  detail?: string;
  code?: string;
}

/** The door said no, or could not be reached. Decide on `kind`, show `detail`; `again` when trouble may pass. */
export interface Refusal {
  kind: string;
  detail: string;
  errors: Flaw[];
  again?: boolean | undefined;
}

/** Make a refusal, to be thrown. A plain fact and no class: the loader and the form each have this code of their own. */
export function refuse(kind: string, detail = "", errors: Flaw[] = [], again = false): Refusal {
  return { kind, detail, errors, again };
}

/** Tell a refusal from a fault of ours. */
export function isRefusal(problem: unknown): problem is Refusal {
  return !!problem && typeof problem === "object" && "kind" in problem;
}
