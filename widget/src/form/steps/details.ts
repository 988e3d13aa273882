import { makeKey } from "../../client";
import type { Field, Made } from "../../model";
import type { Refusal } from "../../refusal";
import { drawField, drawPills, findFaults } from "../field";
import { drawPage } from "../page";
import { openPopup, sendPopup } from "../popup";
import { isOpen, openOrder, pickedOf, type Visit } from "../visit";
import { addressRows, drawAddress, layAddress, readAddress } from "./address";

/** Step "details": who sends it, from where, and how the label is to come. */
export function drawDetails(visit: Visit): HTMLElement {
  const { say, config, values, order } = visit;
  const { ways } = config.delivery;
  const choices = ways.length > 1 ? [...ways, "both"] : ways;
  const address = config.fields.find(({ kind }) => kind === "address");
  // Not what is known by now: the order, the address that mail goes to, a postcode that the address holds too.
  const needless = ["order_number", address && "postcode", order?.email_masked && "email"];
  const asked = config.fields.filter(({ kind }) => !needless.includes(kind));
  values.delivery ??= ways[0] as string;
  const form = drawPage(visit, {
    title: say("details_title"),
    body: [
      ...asked.map((field) => (field === address ? drawAddress(visit, field) : drawField(visit, field))),
      choices.length > 1 &&
        drawPills(
          visit,
          "delivery",
          say("delivery"),
          choices.map((code) => ({ code, label: say(`way_${code}`) })),
        ),
    ],
    submit: say("submit"),
    changed: (name) => {
      const place = form.querySelector(".address");
      if (name === "address.country") layAddress(visit, address as Field, place as Element);
    },
    check: () =>
      findFaults(
        visit,
        asked.flatMap((field) => (field === address ? addressRows(visit, field).flat() : field)),
      ),
    work: () => makeReturn(visit),
    refused: (refusal) => stepBack(visit, refusal),
  });
  return form;
}

async function makeReturn(visit: Visit): Promise<void> {
  const { say, config, values, order } = visit;
  const { delivery } = values;
  if (!visit.emit("submit", { delivery })) return;
  const wanted = delivery !== "email" && !order?.asks_first;
  const popup = wanted ? openPopup(say, config.direction) : null;
  visit.blocked = wanted && !popup;
  visit.key ??= makeKey();
  try {
    const made = await visit.ask<Made>("returns", returnBody(visit), visit.key);
    const { rma, status } = made.return;
    visit.made = made;
    sendPopup(popup, made.label?.pdf);
    if (made.label) visit.emit("label-created", { rma, status, delivery });
  } catch (problem) {
    sendPopup(popup);
    throw problem;
  }
  visit.go("done");
}

/** Say the whole return in the shape the door takes. */
export function returnBody(visit: Visit): object {
  const { values, config, order, session } = visit;
  const value = (name: string) => values[name]?.trim() || undefined;
  const address = config.fields.find(({ kind }) => kind === "address");
  const own = config.fields.filter(({ kind }) => /^(text|select)$/.test(kind));
  const lines = order?.lines.filter((line) => isOpen(line) && pickedOf(visit, line)) ?? [];
  return {
    session,
    lines: lines.map((line) => ({
      id: line.id,
      quantity: pickedOf(visit, line),
      reason: value(`reason.${line.id}`),
      note: value(`note.${line.id}`),
    })),
    contact: {
      name: value("name"),
      email: value("email"),
      phone: value("phone"),
      address: address ? readAddress(visit, address) : value("postcode") && { postcode: value("postcode") },
    },
    fields: Object.fromEntries(own.map(({ id }) => [id, value(id)])),
    delivery: values.delivery,
    lang: config.language,
  };
}

/** Go back to where a refusal can be mended: a new proof, or another choice of lines. */
function stepBack(visit: Visit, { kind, detail, errors }: Refusal): boolean {
  if (kind === "session-expired") {
    visit.key = null;
    visit.path = ["lines", "proof", "details", "done"];
    visit.go("proof", visit.say("error_session"));
    return true;
  }
  const flaw = errors.find(({ field }) => /^lines/.test(field));
  if (!flaw && !/^(not-returnable|quantity-gone)$/.test(kind)) return false;
  const show = () => visit.go("lines", flaw?.detail || detail);
  openOrder(visit).then(show, show);
  return true;
}
