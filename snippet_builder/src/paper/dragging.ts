import type { App } from "./app";
import { changeElement, findElement } from "./elements";
import { type Box, type Handle, move, resize } from "./geometry";
import type { DesignElement } from "./model";
import type { Sheet } from "./sheet";
import { type Lines, listLines, snapMove, snapResize } from "./snapping";

/** A hand that holds an element, or one of its handles. */
interface Hold {
  pointer: number;
  from: { x: number; y: number };
  element: DesignElement;
  handle: Handle | undefined;
  lines: Lines;
  box: Box | null;
}

const REACH_PX = 6;
const TREMOR_PX = 3;
const NO_LINES: Lines = { x: [], y: [] };

/** Let hands, pens and mice move and stretch what is on the sheet. */
export function listenToHands(app: App, sheet: Sheet, perMm: () => number): void {
  let hold: Hold | null = null;
  const { node } = sheet;

  const letGo = (isKept: boolean) => {
    const held = hold;
    hold = null;
    sheet.showGuides(NO_LINES);
    if (!held?.box) return;
    app.show(null);
    if (isKept) app.change(changeElement(app.design, held.element.id, held.box));
  };

  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    const target = event.target as HTMLElement;
    const handle = target.dataset.handle as Handle | undefined;
    const id = handle ? app.selected?.id : target.dataset.id;
    const wasSelected = id !== undefined && id === app.selected?.id;
    if (!handle) app.select(id ?? null);
    const element = findElement(app.design, id ?? null);
    // A finger on what is not selected yet only selects: it may as well mean to scroll.
    if (!element || (event.pointerType === "touch" && !wasSelected)) return;
    hold = {
      pointer: event.pointerId,
      from: { x: event.clientX, y: event.clientY },
      element,
      handle,
      lines: listLines(
        app.design.elements.filter((other) => other.id !== element.id),
        app.paper,
        app.paper.margin,
      ),
      box: null,
    };
  });

  node.addEventListener("pointermove", (event) => {
    if (hold?.pointer !== event.pointerId) return;
    const px = { x: event.clientX - hold.from.x, y: event.clientY - hold.from.y };
    if (!hold.box && Math.hypot(px.x, px.y) < TREMOR_PX) return;
    if (!hold.box) node.setPointerCapture(event.pointerId);
    const scale = perMm();
    const { box, guides } = pull(app, hold, (px.x / scale) * (app.isMirrored ? -1 : 1), px.y / scale, {
      reach: event.altKey ? 0 : REACH_PX / scale,
    });
    hold.box = box;
    sheet.showGuides(guides);
    app.show(changeElement(app.design, hold.element.id, box));
  });

  node.addEventListener("pointerup", (event) => hold?.pointer === event.pointerId && letGo(true));
  node.addEventListener("pointercancel", () => letGo(false));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !hold?.box) return;
    event.stopImmediatePropagation();
    letGo(false);
  });
}

/** Tell where the held box goes; with no reach it goes exactly where the hand is. */
function pull(app: App, hold: Hold, dx: number, dy: number, { reach }: { reach: number }) {
  const { element, handle, lines } = hold;
  const free = handle ? resize(element, handle, dx, dy, app.paper) : move(element, dx, dy, app.paper);
  const box = { x: free.x, y: free.y, width: free.width, height: free.height };
  if (!reach) return { box, guides: NO_LINES };
  const snapped = handle ? snapResize(box, handle, lines, reach) : snapMove(box, lines, reach);
  const isOnSheet =
    snapped.box.x + snapped.box.width <= app.paper.width + 0.01 &&
    snapped.box.y + snapped.box.height <= app.paper.height + 0.01 &&
    snapped.box.x >= 0 &&
    snapped.box.y >= 0;
  return isOnSheet ? snapped : { box, guides: NO_LINES };
}
