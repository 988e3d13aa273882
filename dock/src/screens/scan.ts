import { hearChanges } from "../changes";
import type { Dock, Screen, Way } from "../dock";
import { button, h, heading, isolate } from "../dom";
import { type Judged, judge } from "../judging";
import type { SeenScan } from "../model";
import { openCode } from "../opening";
import { placeCamera } from "../parts/camera_place";
import { sign } from "../signs";
import { say, sayTime } from "../words";
import { bulkScreen } from "./bulk";
import { mysteryScreen } from "./mystery";
import { openById, searchScreen } from "./search";

const LAST = 12;

/** The screen that waits for the next box. */
export function scanScreen(dock: Dock): Screen {
  const onCode = (code: string, way: Way) => void openCode(dock, code, way);
  let isLooking = false;
  // Whatever else stands on a box that is being looked up, a carrier's number say, is no scan of its own.
  function onSeen(code: string): void {
    if (isLooking) return;
    isLooking = true;
    void openCode(dock, code, "camera").finally(() => {
      isLooking = false;
    });
  }
  const camera = dock.settings.camera ? placeCamera(onSeen) : null;
  const code = h<HTMLInputElement>("input", {
    "aria-label": say("scan.code"),
    placeholder: say("scan.code"),
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    enterkeyhint: "go",
    dir: "auto",
  });
  const submit = (event: Event) => {
    event.preventDefault();
    if (code.value.trim()) onCode(code.value.trim(), "typed");
    code.value = "";
  };
  const typed = h(
    "form.typed",
    { submit },
    code,
    h("button.go", { type: "submit", "aria-label": say("scan.go") }, sign("found")),
  );
  const ways = h(
    "nav.ways",
    { "aria-label": say("scan.ways") },
    button("way", () => dock.show(searchScreen(dock)), {}, sign("search"), say("search")),
    button("way", () => dock.show(mysteryScreen(dock, "")), {}, sign("unknown"), say("mystery")),
    button("way", () => dock.show(bulkScreen(dock)), {}, sign("many"), say("bulk")),
  );
  const list = h("ul.last");
  const draw = () => drawLast(dock, list).catch(() => undefined);
  const stop = hearChanges(draw);
  void draw();
  const element = h(
    "section.scan",
    0,
    heading(say("scan.title")),
    camera?.element,
    typed,
    ways,
    h("h2", 0, say("scan.last")),
    list,
  );
  return {
    element,
    onCode,
    leave() {
      camera?.close();
      stop();
    },
  };
}

async function drawLast(dock: Dock, list: HTMLElement): Promise<void> {
  const all = (await dock.db.getAll("seen"))
    .sort((one, other) => (one.id < other.id ? 1 : -1))
    .slice(0, LAST);
  list.replaceChildren(
    ...(all.length ? all.map((scan) => drawScan(dock, scan)) : [h("li.nothing", 0, say("scan.none"))]),
  );
}

function drawScan(dock: Dock, scan: SeenScan): HTMLElement {
  const { tone, sign: shape } = judge(scan.verdict as Judged["word"]);
  const open = () =>
    scan.return_id
      ? openById(dock, scan.shop, scan.return_id, scan.code)
      : openCode(dock, scan.code, "typed");
  return h(
    "li",
    0,
    button(
      "row",
      () => void open(),
      { "data-tone": tone },
      sign(shape),
      h("span.code", { dir: "ltr" }, scan.shown || scan.code),
      h("span.muted", 0, say(`verdict.${scan.verdict}`)),
      h("time", 0, sayTime(scan.at)),
    ),
  );
}

/** Offer the returns that one code may mean. */
export function severalScreen(
  dock: Dock,
  found: { shop: string; id: string; rma_shown: string; titles: string }[],
  code: string,
): Screen {
  const rows = found.map((each) =>
    h(
      "li",
      0,
      button(
        "row",
        () => void openById(dock, each.shop, each.id, code),
        {},
        sign("box"),
        isolate(each.rma_shown, "code"),
        h("span.muted", 0, each.titles),
      ),
    ),
  );
  return {
    element: h(
      "section",
      0,
      heading(say("verdict.several")),
      h("p.lead", 0, say("several.how")),
      h("ul.last", 0, ...rows),
      button("quiet", () => dock.home(), {}, sign("back"), say("back")),
    ),
    onCode: (next, way) => void openCode(dock, next, way),
  };
}
