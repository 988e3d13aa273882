import { announce } from "../dom";
import type { App } from "./app";
import { changeElement } from "./elements";
import { type Handle, move, resize, round } from "./geometry";
import { type DesignElement, TYPES } from "./model";

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const NUDGE = 0.5;
const PUSH = 5;

/** What the keyboard can do besides the controls that are seen. */
export interface Deeds {
  undo(): void;
  redo(): void;
  save(): void;
  remove(): void;
  duplicate(): void;
  paste(element: DesignElement): void;
}

/** Listen to the keys that work anywhere on the page, and to arrows and Delete where an element has the focus. */
export function listenToKeys(app: App, deeds: Deeds): void {
  document.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    const deed = command ? commandOf(event, deeds) : keyOf(event, app, deeds);
    const nudges = event.key in ARROWS && isOnSelected(event.target, app) && app.selected;
    if (nudges) nudge(app, app.selected, event, command);
    else if (!deed) return;
    else deed();
    event.preventDefault();
  });
  document.addEventListener("copy", (event) => {
    if (isTyping(event.target) || !app.selected || getSelection()?.toString()) return;
    event.clipboardData?.setData("text/plain", JSON.stringify(app.selected, null, 2));
    event.preventDefault();
    announce("Copied.");
  });
  document.addEventListener("paste", (event) => {
    if (isTyping(event.target)) return;
    const pasted = readElement(event.clipboardData?.getData("text/plain") ?? "");
    if (!pasted) return;
    event.preventDefault();
    deeds.paste(pasted);
  });
}

/** Move the selected element by the arrow's step, or with Ctrl stretch it to the right and below. */
function nudge(app: App, element: DesignElement, event: KeyboardEvent, stretches: boolean): void {
  const [x, y] = ARROWS[event.key] as [number, number];
  const by = event.shiftKey ? PUSH : NUDGE;
  const along = app.isMirrored ? -x : x;
  const handle: Handle = x ? "e" : "s";
  const { design, paper } = app;
  const box = stretches
    ? resize(element, handle, along * by, y * by, paper)
    : move(element, along * by, y * by, paper);
  const { x: left, y: top, width, height } = box;
  app.change(changeElement(design, element.id, { x: left, y: top, width, height }), `nudge-${element.id}`);
  announce(stretches ? `${round(width)} by ${round(height)} mm` : `${round(left)}, ${round(top)} mm`);
}

function commandOf(event: KeyboardEvent, deeds: Deeds): (() => void) | undefined {
  const key = event.key.toLowerCase();
  if (key === "s") return deeds.save;
  if (isTyping(event.target) || event.altKey) return undefined;
  if (key === "z") return event.shiftKey ? deeds.redo : deeds.undo;
  if (key === "y") return deeds.redo;
  return key === "d" ? deeds.duplicate : undefined;
}

function keyOf(event: KeyboardEvent, app: App, deeds: Deeds): (() => void) | undefined {
  if (event.key === "Escape" && app.selected && !isTyping(event.target)) return () => app.select(null);
  if (!isOnSelected(event.target, app)) return undefined;
  return event.key === "Delete" || event.key === "Backspace" ? deeds.remove : undefined;
}

/** Read an element that was copied, here or in another window; anything else is none. */
function readElement(text: string): DesignElement | null {
  try {
    const element = JSON.parse(text) as DesignElement;
    const lengths = [element.x, element.y, element.width, element.height];
    return TYPES.includes(element.type) && lengths.every(Number.isFinite) ? element : null;
  } catch {
    return null;
  }
}

/** The focus is on the selected element: on the sheet, or in the list. */
const isOnSelected = (target: EventTarget | null, app: App): boolean =>
  target instanceof HTMLElement && app.selected !== undefined && target.dataset.id === app.selected.id;

function isTyping(target: EventTarget | null): boolean {
  const isText = "input:not([type=checkbox], [type=radio]), textarea, select, dialog";
  return target instanceof HTMLElement && target.closest(isText) !== null;
}
