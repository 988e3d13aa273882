/** The moments of a return that the preview can show. */
export const STAGES = ["start", "errors", "items", "details", "done"] as const;
export type Stage = (typeof STAGES)[number];

/** What the builder tells its storefront to show. */
export interface Showing {
  kind: "sendback-show";
  config: Record<string, unknown>;
  scheme: "light" | "dark";
  stage: Stage;
}
