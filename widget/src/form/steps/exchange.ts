import { type Child, h } from "../../dom";
import type { Line } from "../../model";
import { drawField, drawPills } from "../field";
import { isExchange, OTHER } from "../terms";
import type { Visit } from "../visit";
import type { Redraws } from "./line";

/** Draw what a line is exchanged for: one of its variants, or whatever the shopper names. */
export function drawExchange(visit: Visit, line: Line, redraws: Redraws): Child {
  if (!isExchange(visit, line)) return null;
  const { say, values } = visit;
  const name = `exchange.${line.key}`;
  const variants = (line.variants ?? []).map(({ sku, title }) => ({ code: sku, label: title }));
  const place = h("div", 0);
  const redraw = () => {
    const named = !variants.length || values[name] === OTHER;
    const field = {
      id: `exchange_title.${line.key}`,
      kind: "text",
      label: say("exchange_name"),
      required: true,
    };
    place.replaceChildren(...(named ? [drawField(visit, field)] : []));
  };
  redraws[name] = [redraw];
  redraw();
  const choices = [...variants, { code: OTHER, label: say("exchange_other") }];
  return h("div", 0, variants.length > 0 && drawPills(visit, name, say("exchange"), choices), place);
}
