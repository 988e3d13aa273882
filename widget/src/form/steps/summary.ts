import { h } from "../../dom";
import { boxedOrders, pickedOf, type Visit } from "../visit";

/** Draw what becomes of each line, what it costs and who settles it: before anything is confirmed. */
export function drawSummary(visit: Visit): HTMLElement {
  const { say, preview } = visit;
  const place = h("div.summary", { role: "group", "aria-labelledby": "summary" });
  if (!preview) return place;
  const boxes = boxedOrders(visit);
  // A single fee is told by the note that says who settles it.
  const several = preview.fee_text && preview.lines.length > 1;
  const lines = preview.lines.map(({ id, order, outcome, text, fee_text: fee }) => {
    const line = boxes[order]?.lines.find((one) => one.id === id);
    const quantity = line ? pickedOf(visit, line) : 1;
    return h(
      "li",
      0,
      h(
        "span",
        0,
        quantity > 1 && `${quantity} × `,
        h("bdi", 0, line?.title),
        h(`small.${outcome}`, 0, text),
      ),
      several && fee && h("b", 0, fee),
    );
  });
  place.append(
    h("h3", { id: "summary" }, say("summary")),
    h("ul", 0, ...lines, several && h("li.total", 0, h("b", 0, say("fees")), h("b", 0, preview.fee_text))),
    ...preview.notes.map((note) => h("p.soft", 0, note)),
  );
  return place;
}
