import { Refused } from "./api";
import { tellChange } from "./changes";
import type { Dock, Way } from "./dock";
import { feel } from "./feedback";
import { type Judged, judge, judgeReturn } from "./judging";
import { type Looked, lookUp } from "./lookup";
import type { Expected } from "./model";
import { boxScreen } from "./screens/box";
import { mysteryScreen } from "./screens/mystery";
import { severalScreen } from "./screens/scan";
import { makeUlid } from "./ulid";
import { say } from "./words";

/** Look a code up and show what it leads to. */
export async function openCode(dock: Dock, code: string, _way: Way): Promise<void> {
  performance.mark("scan");
  let looked: Looked;
  try {
    looked = await lookUp(dock, code);
  } catch (error) {
    return tellRefusal(dock, error);
  }
  const judged = judgeLooked(looked);
  feel(judged.tone, dock.settings);
  show(dock, looked);
  requestAnimationFrame(() =>
    setTimeout(() => {
      performance.mark("shown"); // a task behind the frame: it is on the glass
      performance.measure("scan-to-shown", "scan", "shown");
    }),
  );
  await noteScan(dock, looked, judged);
}

/** A shift that ended elsewhere ends here too; anything else is said. */
async function tellRefusal(dock: Dock, error: unknown): Promise<void> {
  const isEnded = error instanceof Refused && error.code === "session-expired";
  if (!isEnded || !dock.me) return dock.tell(say("not_looked_up"), "stop");
  dock.me = { ...dock.me, shift: null };
  await dock.begin();
}

/** Say in one word what a code led to. */
export function judgeLooked({ word, expected, code }: Looked): Judged {
  const [only] = expected;
  return word === "found" && only ? judgeReturn(only, code) : judge(word);
}

function show(dock: Dock, { word, expected, code, isFresh, more }: Looked): void {
  const [only] = expected;
  if (word === "found" && only) dock.show(boxScreen(dock, only, code, isFresh));
  else if (word === "several") dock.show(severalScreen(dock, listRows(expected), code));
  else dock.show(mysteryScreen(dock, code, word, more));
}

const listRows = (expected: readonly Expected[]) =>
  expected.map((each) => ({ ...each, titles: each.lines.map(({ title }) => title).join(" · ") }));

/** Show a return; asked for again at once where it came from this device. */
export const showBox = (dock: Dock, expected: Expected, code: string, isFresh = false): void =>
  dock.show(boxScreen(dock, expected, code, isFresh));

async function noteScan(dock: Dock, { expected, code }: Looked, { word }: Judged): Promise<void> {
  const only = expected.length === 1 ? expected[0] : undefined;
  const scan = {
    code: code.slice(0, 200),
    verdict: word,
    shop: only?.shop ?? "",
    return_id: only?.id ?? "",
    shown: only?.rma_shown ?? "",
  };
  const now = Date.now();
  await dock.db
    .put("seen", { id: makeUlid(now), at: new Date(now).toISOString(), ...scan })
    .catch(() => undefined);
  tellChange();
}
