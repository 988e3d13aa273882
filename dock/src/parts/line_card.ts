import { doDeeds, receive } from "../deeds";
import { type Dock, findShop } from "../dock";
import { button, h, isolate } from "../dom";
import { inspect } from "../inspecting";
import { findSuggestion } from "../judging";
import type { DockEvent, Expected, Finding, Line, Shop } from "../model";
import { countOpen } from "../overlay";
import { lineScreen } from "../screens/line";
import { sign } from "../signs";
import { say } from "../words";
import { kept } from "./verdict";

type OnDone = (events: DockEvent[] | null) => void;

/** Draw a line of the return: what should be there, what was said, and the usual word at one tap. */
export function drawLine(
  dock: Dock,
  expected: Expected,
  line: Line,
  parcel: number | null,
  code: string,
  onDone: OnDone,
): HTMLElement {
  const shop = findShop(dock, expected.shop);
  const open = countOpen(line);
  return h(
    "article.line",
    { "data-open": open > 0 },
    h(
      "div.what",
      0,
      line.picture && drawPicture(line.picture),
      h(
        "div",
        0,
        h("h2", 0, isolate(line.title)),
        h("p.muted", 0, isolate(line.sku, "code")),
        ...drawFacts(line),
      ),
      h("p.count", { "aria-label": say("line.expected", { count: line.quantity }) }, `× ${line.quantity}`),
    ),
    drawPhotos(expected, line),
    ...line.found.map((finding) => drawFinding(shop, finding)),
    open > 0 && drawActions(dock, expected, line, shop, open, parcel, code, onDone),
  );
}

function drawActions(
  dock: Dock,
  expected: Expected,
  line: Line,
  shop: Shop,
  open: number,
  parcel: number | null,
  code: string,
  onDone: OnDone,
): HTMLElement {
  const best = shop.grades[0];
  const suggestion = best && findSuggestion(line, "arrived", best.code);
  const accept = async () => {
    if (!best || !suggestion) return;
    const found = inspect(dock, expected, line, {
      outcome: "arrived",
      quantity: open,
      grade: best.code,
      ...suggestion,
    });
    onDone(await doDeeds(dock, [...takeInFirst(dock, expected, parcel, code), found]));
  };
  const target =
    suggestion?.disposition &&
    [say(`disposition.${suggestion.disposition}`), suggestion.place].filter(Boolean).join(" · ");
  const openElse = () => dock.show(lineScreen(dock, expected, line, parcel, code));
  return h(
    "div.actions",
    0,
    best &&
      suggestion?.disposition &&
      button(
        "go",
        accept,
        {},
        h("span", 0, `${open} × ${best.label}`),
        h("span.then", 0, target || ""),
        ofWhat(line),
      ),
    button("quiet", openElse, {}, say("line.else"), ofWhat(line)),
  );
}

/** Tell the ear whose button it is: the eye sees the card that it stands in. */
const ofWhat = ({ title }: Line): HTMLElement => h("span.hidden", 0, " – ", isolate(title));

/** A thing cannot be here while its box is not: saying a word about it takes the box in. */
export const takeInFirst = (dock: Dock, expected: Expected, parcel: number | null, code: string) =>
  expected.boxes.find(({ number }) => number === parcel)?.received
    ? []
    : [receive(dock, expected, parcel, code ? { code } : {})];

const drawPicture = (url: string): HTMLElement =>
  h("img.picture", {
    src: url,
    alt: "",
    loading: "lazy",
    referrerpolicy: "no-referrer",
    error: (event: Event) => (event.target as HTMLElement).remove(),
  });

const drawFacts = (line: Line): HTMLElement[] =>
  [
    line.reason_said,
    line.condition && say("line.said", { what: line.condition.replaceAll("_", " ") }),
    say("line.wants", {
      what: [say(`resolution.${line.resolution}`), line.exchange].filter(Boolean).join(" · "),
    }),
  ]
    .filter((fact): fact is string => Boolean(fact))
    .map((fact) => h("p.fact", 0, fact));

function drawPhotos(expected: Expected, line: Line): HTMLElement | null {
  const mine = (expected.photos ?? []).filter(({ line_id }) => line_id === line.line_id);
  if (mine.length)
    return h(
      "div.thumbs",
      0,
      ...mine.map(({ url }) =>
        h(
          "a",
          { href: url, target: "_blank", rel: "noopener" },
          h("img", { src: url, alt: say("line.photo"), loading: "lazy" }),
        ),
      ),
    );
  return line.photos ? h("p.muted", 0, say("line.photos", { count: line.photos })) : null;
}

function drawFinding(shop: Shop, finding: Finding): HTMLElement {
  const grade = shop.grades.find(({ code }) => code === finding.grade)?.label;
  const words = [
    say(`outcome.${finding.outcome}`),
    grade,
    finding.disposition && say(`disposition.${finding.disposition}`),
    finding.place,
  ];
  return h(
    "p.finding",
    { "data-tone": finding.outcome === "arrived" ? "good" : "warn" },
    sign(finding.outcome === "arrived" ? "found" : "refused"),
    h("span", 0, `${finding.quantity} × ${words.filter(Boolean).join(" · ")}`),
    kept(finding.isQueued),
  );
}
