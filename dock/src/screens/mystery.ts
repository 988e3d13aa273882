import { aboutShop, doDeeds, haveArrived } from "../deeds";
import type { Dock, Screen } from "../dock";
import { button, h, heading, isolate, labelled } from "../dom";
import { type Judged, judge } from "../judging";
import type { Looked } from "../lookup";
import { openCode } from "../opening";
import { choose } from "../parts/choices";
import { takePhotos } from "../parts/photos";
import { verdict } from "../parts/verdict";
import { sign } from "../signs";
import { say, sayTime } from "../words";
import { searchScreen } from "./search";

/** A box that nobody knows: put aside with a photo, it joins its return by itself when the code becomes known. */
export function mysteryScreen(
  dock: Dock,
  code: string,
  word?: Judged["word"],
  more?: Looked["more"],
): Screen {
  const shops = dock.me?.shops ?? [];
  let shop = shops[0]?.slug ?? "";
  const photos = takePhotos(dock);
  const read = h<HTMLInputElement>("input", {
    value: code,
    autocomplete: "off",
    spellcheck: "false",
    dir: "auto",
  });
  const note = h<HTMLInputElement>("input", { autocomplete: "off", maxlength: 200 });
  const screen: Screen = { element: h("section"), leave: () => isKept || photos.drop() };
  let isKept = false;

  async function putAside(): Promise<void> {
    const body = { code: read.value.trim(), note: note.value.trim(), photos: photos.ids() };
    const events = await doDeeds(dock, [aboutShop(dock, "mystery", shop, body, body.code || say("mystery"))]);
    if (!events) return;
    isKept = true;
    dock.home();
    dock.tell(say((await haveArrived(dock, events)) ? "mystery.kept" : "mystery.queued"), "good");
  }

  const head = word
    ? verdict(judge(word), isolate(code, "code"), h("p", 0, say(`why.${word}`)), ...drawKnown(more))
    : heading(say("mystery"));
  const options = shops.map(({ slug, name }) => ({ value: slug, label: name }));
  screen.element.append(
    head,
    h("p.lead", 0, say("mystery.how")),
    photos.element,
    ...(shops.length > 1
      ? [choose("shop", say("mystery.shop"), options, shop, (slug) => (shop = slug))]
      : []),
    h(
      "details",
      { open: !word },
      h("summary", 0, say("mystery.more")),
      labelled(say("scan.code"), read),
      labelled(say("note"), note),
    ),
    h(
      "div.actions",
      0,
      button("go", putAside, {}, say("mystery.go")),
      button("quiet", () => dock.show(searchScreen(dock)), {}, sign("search"), say("search")),
      button("quiet", () => dock.home(), {}, sign("back"), say("back")),
    ),
  );
  screen.onCode = (next, way) => void openCode(dock, next, way);
  return screen;
}

/** Tell what is known all the same: whose label it is, or that the box was put aside before. */
function drawKnown(more: Looked["more"]): HTMLElement[] {
  const known = more?.known;
  const labels = (more?.unused ?? []).map(({ order_number }) => h("p", 0, isolate(order_number, "code")));
  return known
    ? [h("p.by", 0, say("mystery.known", { name: known.by, time: sayTime(known.at) })), ...labels]
    : labels;
}
