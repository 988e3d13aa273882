/** What was, what is, and what was taken back; never changed, only followed by another. */
export interface History<T> {
  past: T[];
  now: T;
  future: T[];
  /** What the last step did, and when: strokes of one hand on one field are one step. */
  key: string;
  at: number;
}

const MOST_STEPS = 200;
const SAME_STROKE_MS = 1200;

/** Begin with what was loaded: there is nothing to undo. */
export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [], key: "", at: 0 });

/** Take a step; with the key of the last one, and soon after it, it is the same step going on. */
export function step<T>(history: History<T>, now: T, key: string, at: number): History<T> {
  if (now === history.now) return history;
  const goesOn = key !== "" && key === history.key && at - history.at < SAME_STROKE_MS;
  const past = goesOn ? history.past : [...history.past, history.now].slice(-MOST_STEPS);
  return { past, now, future: [], key, at };
}

/** Go one step back, if there is one. */
export function undo<T>({ past, now, future }: History<T>): History<T> | null {
  const before = past.at(-1);
  if (before === undefined) return null;
  return { past: past.slice(0, -1), now: before, future: [now, ...future], key: "", at: 0 };
}

/** Go forward again after going back. */
export function redo<T>({ past, now, future }: History<T>): History<T> | null {
  const [after, ...later] = future;
  if (after === undefined) return null;
  return { past: [...past, now], now: after, future: later, key: "", at: 0 };
}
