import { aboutShop, doDeeds, haveArrived } from "../deeds";
import type { Dock, Screen } from "../dock";
import { button, h, heading, isolate } from "../dom";
import { feel } from "../feedback";
import { type Judged, judge } from "../judging";
import { type BulkRow, keepFact, readFact } from "../kept/facts";
import { lookUp } from "../lookup";
import { judgeLooked } from "../opening";
import { chooseBox } from "../overlay";
import { placeCamera } from "../parts/camera_place";
import { sign } from "../signs";
import { say } from "../words";

/** Scan, scan, scan; correct the list; take all of it in at once. The list stays through a reload. */
export function bulkScreen(dock: Dock): Screen {
  let rows: BulkRow[] = [];
  const list = h("ol.last", { "aria-live": "polite" });
  const commit = button("go", () => takeAll(), { disabled: true });
  const camera = dock.settings.camera ? placeCamera((code) => add(code)) : null;
  // One after another: two scans within a moment must not write the list over each other.
  let turn = readFact(dock.db, "bulk").then((kept) => draw(kept ?? []));

  function draw(next: BulkRow[]): void {
    rows = next;
    list.replaceChildren(...rows.map((row, at) => drawRow(row, (changed) => change(at, changed))).reverse());
    const known = rows.filter(isReady).length;
    commit.disabled = known === 0;
    commit.textContent = say("bulk.go", { count: known });
  }
  async function keep(next: BulkRow[]): Promise<void> {
    await keepFact(dock.db, "bulk", next);
    draw(next);
  }
  function change(at: number, changed: BulkRow | null): void {
    turn = turn.then(() => keep(rows.flatMap((row, n) => (n === at ? (changed ?? []) : row))));
  }
  function add(code: string): void {
    turn = turn
      .then(async () => {
        const row = await readRow(dock, code, rows);
        feel(judge(row.verdict as Judged["word"]).tone, dock.settings);
        await keep([...rows, row]);
      })
      .catch(() => dock.tell(say("not_looked_up"), "stop"));
  }
  async function takeAll(): Promise<void> {
    await turn;
    const ready = rows.filter(isReady);
    const deeds = ready.map((row) => ({
      ...aboutShop(
        dock,
        "receive",
        row.shop,
        { return_id: row.return_id, parcel: row.parcel, code: row.code },
        row.shown,
      ),
      return_id: row.return_id,
    }));
    const events = deeds.length ? await doDeeds(dock, deeds) : null;
    if (!events) return;
    await keep(rows.filter((row) => !isReady(row)));
    dock.tell(
      say((await haveArrived(dock, events)) ? "bulk.done" : "bulk.queued", { count: ready.length }),
      "good",
    );
  }
  const typed = h<HTMLInputElement>("input", {
    "aria-label": say("scan.code"),
    placeholder: say("scan.code"),
    autocomplete: "off",
    spellcheck: "false",
  });
  const submit = (event: Event) => {
    event.preventDefault();
    if (typed.value.trim()) add(typed.value.trim());
    typed.value = "";
  };
  const form = h(
    "form.typed",
    { submit },
    typed,
    h("button.go", { type: "submit", "aria-label": say("scan.go") }, sign("found")),
  );
  const back = button("quiet", () => dock.home(), {}, sign("back"), say("back"));
  return {
    element: h(
      "section",
      0,
      heading(say("bulk")),
      h("p.lead", 0, say("bulk.how")),
      camera?.element,
      form,
      list,
      h("div.actions", 0, commit, back),
    ),
    onCode: add,
    leave: () => camera?.close(),
  };
}

/** What is taken in with the rest: known, not in yet, and named only once. */
const isReady = ({ verdict }: BulkRow): boolean => verdict === "found" || verdict === "waiting";

async function readRow(dock: Dock, code: string, rows: readonly BulkRow[]): Promise<BulkRow> {
  const looked = await lookUp(dock, code);
  const [only] = looked.expected;
  const { word } = judgeLooked(looked);
  if (!only || looked.word !== "found")
    return { code, verdict: word, shop: "", return_id: "", shown: code, parcel: null, boxes: 0 };
  const taken = new Set(
    rows.filter((row) => row.return_id === only.id && isReady(row)).map(({ parcel }) => parcel),
  );
  const free = only.boxes.filter(({ number, received }) => !received && !taken.has(number));
  const box = free.find(({ number }) => number === chooseBox(only, code)?.number) ?? free[0];
  const verdict = box ? word : "already";
  return {
    code,
    verdict,
    shop: only.shop,
    return_id: only.id,
    shown: only.rma_shown,
    parcel: box?.number ?? null,
    boxes: only.boxes.length,
  };
}

function drawRow(row: BulkRow, change: (row: BulkRow | null) => void): HTMLElement {
  const { tone, sign: shape } = judge(row.verdict as Judged["word"]);
  const turnBox = () => change({ ...row, parcel: ((row.parcel ?? 0) % row.boxes) + 1 });
  return h(
    "li.bulk",
    { "data-tone": tone },
    sign(shape),
    h("span", 0, isolate(row.shown, "code"), " ", h("span.muted", 0, say(`verdict.${row.verdict}`))),
    row.boxes > 1 && button("quiet", turnBox, {}, say("box.number", { number: row.parcel ?? 1 })),
    button(
      "tool",
      () => change(null),
      { "aria-label": say("bulk.remove", { code: row.shown }) },
      sign("remove"),
    ),
  );
}
