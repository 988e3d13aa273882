import { type Child, h, heading } from "../dom";
import type { Judged } from "../judging";
import { sign } from "../signs";
import { say } from "../words";

/** Say in a word, a shape and a colour what a scan led to. */
export const verdict = ({ word, tone, sign: shape }: Judged, ...more: Child[]): HTMLElement =>
  h(
    "header.verdict",
    { "data-tone": tone },
    sign(shape) as unknown as Node,
    h("div", 0, heading(say(`verdict.${word}`)), ...more),
  );

/** Say whether a deed has reached the server: never in the same words and look when it has not. */
export const kept = (isQueued: boolean | undefined): HTMLElement =>
  h(
    `span.kept`,
    { "data-kept": isQueued ? "queued" : "saved" },
    sign(isQueued ? "queued" : "saved"),
    say(isQueued ? "queued" : "saved"),
  );
