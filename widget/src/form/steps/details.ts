import { makeKey } from "../../client";
import { h } from "../../dom";
import type { Choice, Field, Made } from "../../model";
import { drawField, drawPills, findFaults } from "../field";
import { drawPage } from "../page";
import { openPopup, sendPopup } from "../popup";
import { previewReturn, returnBody, stepBack } from "../sending";
import { neighbour, type Visit } from "../visit";
import { addressRows, drawAddress, layAddress } from "./address";
import { drawSummary } from "./summary";

/** Step "details": who sends it, from where, how the label is to come; and what becomes of it all. */
export function drawDetails(visit: Visit): HTMLElement {
  const { say, config, values } = visit;
  const address = config.fields.find(({ kind }) => kind === "address");
  const asked = listAsked(visit, address);
  const ways = h("div", 0);
  const summary = h("div", 0);
  // The button is always in sight, so what it costs stands with it.
  const fee = h("small", { role: "status" });
  const show = () => {
    const offered = listWays(visit);
    ways.replaceChildren(
      ...(offered.length > 1 ? [drawPills(visit, "delivery", say("delivery"), offered)] : []),
    );
    summary.replaceChildren(drawSummary(visit));
    fee.textContent = visit.preview?.fee_text ? say("fee", { fee: visit.preview.fee_text }) : "";
  };
  values.delivery ??= config.delivery.ways[0] as string;
  show();
  const form = drawPage(visit, {
    title: say("details_title"),
    body: [
      ...asked.map((field) => (field === address ? drawAddress(visit, field) : drawField(visit, field))),
      ways,
      summary,
    ],
    submit: nameSubmit(visit),
    aside: fee,
    changed: (name) => {
      if (name !== "address.country") return;
      layAddress(visit, address as Field, form.querySelector(".address") as Element);
      // Another country may have other terms, and other ways to travel.
      const tell = () => {
        show();
        (form.querySelector(".foot .button") as Element).textContent = nameSubmit(visit);
      };
      previewReturn(visit).then(tell, () => {});
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

/** List what is still to be asked: not the order, not what is known already, and no address for what stays. */
function listAsked(visit: Visit, address: Field | undefined): Field[] {
  const { config, orders, preview } = visit;
  const needless = ["order_number", address && "postcode", orders[0]?.email_masked && "email"];
  const stays =
    preview?.sends === false && !(address && findFaults(visit, addressRows(visit, address).flat()).length);
  if (stays) needless.push("address", "postcode");
  return config.fields.flatMap((field) => {
    if (needless.includes(field.kind)) return [];
    return field.id === "option" ? listTravel(visit, field) : field;
  });
}

/** Ask how it travels only of the ways that these lines are open for, and only where there is a choice. */
function listTravel({ preview, values }: Visit, field: Field): Field[] {
  if (preview?.sends === false) return [];
  const open = preview?.options.map(({ id }) => id) ?? [];
  const options = (field.options ?? []).filter(({ code }) => !open.length || open.includes(code));
  if (!options.some(({ code }) => code === values.option)) values.option = "";
  if (options.length > 1) return [{ ...field, options }];
  values.option = options[0]?.code ?? "";
  return [];
}

function listWays({ config, say, preview }: Visit): Choice[] {
  const { ways } = config.delivery;
  // What waits is mailed once it is approved, whatever was chosen.
  if (preview?.sends === false || preview?.asks_first) return [];
  const codes = ways.length > 1 ? [...ways, "both"] : ways;
  return codes.map((code) => ({ code, label: say(`way_${code}`) }));
}

function nameSubmit({ say, preview }: Visit): string {
  return say(preview?.sends === false ? "submit_keep" : preview?.asks_first ? "submit_ask" : "submit");
}

async function makeReturn(visit: Visit): Promise<void> {
  const { say, config, values, preview } = visit;
  const { delivery } = values;
  if (!visit.emit("submit", { delivery })) return;
  const wanted = delivery !== "email" && !preview?.asks_first && preview?.sends !== false;
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
  visit.go(neighbour(visit));
}
