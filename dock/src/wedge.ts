/** A key press as the reader sees it, apart from any browser. */
export interface Press {
  key: string;
  /** Milliseconds, as of `event.timeStamp`: when the key was pressed, not when the page came round to it. */
  at: number;
  hasModifier: boolean;
}

/** A field that has the focus, and what can be put back into it. */
export interface Field {
  read(): string;
  restore(text: string): void;
}

export interface Wishes {
  onCode(code: string): void;
  /** Whether a text that ran into a field is a code: it needs a valid check character, or must be known. */
  isCode(text: string): boolean;
  /** Told what was typed so far outside of any field, so that it can be shown. */
  onPending?(text: string): void;
}

const BETWEEN_KEYS_MS = 50;
const SHORTEST_IN_FIELD = 6;
const ENDS = new Set(["Enter", "Tab"]);
const AIM = /^\](?:[A-Za-z])[0-9A-Za-z]/;

const GROUP = "\u001d";

/** Take out what scanners put around a code: control characters but the one between two codes, and the AIM prefix. */
export const clean = (text: string): string => {
  const printable = [...text]
    .filter((letter) => letter === GROUP || (letter >= " " && letter !== "\u007f"))
    .join("");
  return printable.replace(AIM, "").trim();
};

/**
 * Read a scanner that types. Outside of fields every key is kept until Enter or Tab, however slowly it comes: a busy page
 * must not cut a code. Inside a field only a burst that is a code is taken out again. Returns whether the press is ours.
 */
export function makeReader(wishes: Wishes): (press: Press, field: Field | null) => boolean {
  let outside = "";
  let burst = "";
  let before = "";
  let lastAt = Number.NEGATIVE_INFINITY;

  const keep = (text: string): true => {
    outside = text;
    wishes.onPending?.(text);
    return true;
  };

  const readOutside = ({ key, hasModifier }: Press): boolean => {
    if (ENDS.has(key)) {
      const code = clean(outside);
      if (!outside) return false;
      keep("");
      if (code) wishes.onCode(code);
      return true;
    }
    // A group separator arrives as Ctrl+]: it belongs to the scanner, not to the browser.
    if (hasModifier) return outside && key.length === 1 ? keep(outside + (key === "]" ? GROUP : "")) : false;
    if (key === "Escape" || key === "Backspace")
      return outside ? keep(key === "Escape" ? "" : outside.slice(0, -1)) : false;
    if (key.length !== 1 || (key === " " && !outside)) return false;
    return keep(outside + key);
  };

  const readInside = ({ key, at, hasModifier }: Press, field: Field): boolean => {
    const isFast = at - lastAt <= BETWEEN_KEYS_MS;
    if (ENDS.has(key)) {
      const code = clean(burst);
      const isScan = isFast && code.length >= SHORTEST_IN_FIELD && wishes.isCode(code);
      burst = "";
      if (!isScan) return false;
      field.restore(before);
      wishes.onCode(code);
      return true;
    }
    if (key.length !== 1) return false; // Shift goes up and down between the letters of a scan
    if (!isFast) {
      burst = "";
      before = field.read();
    }
    lastAt = at;
    if (!hasModifier) burst += key;
    return hasModifier && burst !== "";
  };

  return (press, field) => (field ? readInside(press, field) : readOutside(press));
}
