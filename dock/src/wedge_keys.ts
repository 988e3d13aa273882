import { isS10, isUps } from "./check_digits";
import { readCode } from "./codes";
import { type Field, makeReader, type Wishes } from "./wedge";

/** Say whether a text has a check character, and the right one: then nobody typed it into a note by chance. */
export const isSurelyCode = (text: string): boolean =>
  readCode(text).candidates.some(
    ({ kind, text: key }) => (kind !== "tracking" && kind !== "order") || isUps(key) || isS10(key),
  );

const TYPED_INTO = new Set(["text", "search", "number", "tel", "url", "email", "password"]);

/** Listen to the keys of the whole page before anything on it does. Returns how to stop. */
export function listenForScanner(wishes: Wishes): () => void {
  const read = makeReader(wishes);
  const hear = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const isThird = event.getModifierState("AltGraph"); // how half of Europe types @ and ]
    const hasModifier = !isThird && (event.ctrlKey || event.altKey || event.metaKey);
    if (!read({ key: event.key, at: event.timeStamp, hasModifier }, findField(event.target))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("keydown", hear, { capture: true });
  return () => removeEventListener("keydown", hear, { capture: true });
}

function findField(target: EventTarget | null): Field | null {
  const isText =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && TYPED_INTO.has(target.type));
  if (isText && !target.readOnly) return asField(target);
  return target instanceof HTMLSelectElement
    ? { read: () => target.value, restore: (text) => (target.value = text) }
    : null;
}

const asField = (field: HTMLInputElement | HTMLTextAreaElement): Field => ({
  read: () => field.value,
  restore(text) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  },
});
