import { h } from "./dom";
import type { Fault } from "./model";

/** Show at each control what the server would not save about it; what has no control here stands on top. */
export function showFaults(root: HTMLElement, top: HTMLElement, faults: Fault[]): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-faulty]")) {
    place.removeAttribute("data-faulty");
    place.ariaInvalid = null;
    const note = document.getElementById(`fault-${place.id}`);
    if (note) note.textContent = "";
  }
  const homeless = faults.filter((fault) => !showAt(root, fault));
  top.replaceChildren(...homeless.map(({ detail }) => h("li", 0, sentence(detail))));
  top.hidden = !homeless.length;
}

/** Tell which step holds what a fault names. */
export function stepOf({ field }: Fault): "fields" | "look" | "delivery" {
  const part = field.split(".")[0] ?? "";
  if (/^(look|texts)$/.test(part)) return "look";
  return /^(delivery|library|origins|languages|default_language|time_zone)$/.test(part)
    ? "delivery"
    : "fields";
}

function showAt(root: HTMLElement, { field, code, detail }: Fault): boolean {
  const parts = field.split(".");
  for (let length = parts.length; length > 1; length--) {
    const path = CSS.escape(parts.slice(0, length).join("."));
    const place = root.querySelector<HTMLElement>(`[data-path="${path}"]`);
    const note = place && document.getElementById(`fault-${place.id}`);
    if (!place || !note) continue;
    place.setAttribute("data-faulty", "");
    place.ariaInvalid = "true";
    note.textContent = code === "contrast-too-low" ? "Too hard to read on its background." : sentence(detail);
    return true;
  }
  return false;
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
