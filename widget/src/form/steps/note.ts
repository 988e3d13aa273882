import { type Child, h } from "../../dom";
import type { Line } from "../../model";
import { drawFaultPlace } from "../field";
import { reasonOf } from "../terms";
import type { Visit } from "../visit";

const MOST_LETTERS = 300;

/** Draw the place for a word of the shopper's own: open where the reason asks for one, folded where it may be. */
export function drawNote(visit: Visit, line: Line): Child {
  const { say, values } = visit;
  const asked = reasonOf(visit, line)?.note ?? "optional";
  if (asked === "off") return null;
  const name = `note.${line.key}`;
  const required = asked === "required";
  const note = h<HTMLTextAreaElement>("textarea.input", {
    id: name,
    name,
    maxlength: MOST_LETTERS,
    "aria-label": !required && say("note"),
    "aria-required": required,
    "aria-describedby": `fault-${name}`,
  });
  note.value = values[name] ?? "";
  if (required)
    return h("div.field", 0, h("label.label", { for: name }, say("note_needed")), note, drawFaultPlace(name));
  return h(
    "details",
    { open: note.value },
    h("summary.link", 0, say("note_add")),
    note,
    drawFaultPlace(name),
  );
}
