import { type Child, h, roundButton, textButton } from "../../dom";
import type { Line } from "../../model";
import type { Refusal } from "../../refusal";
import { drawFaultPlace, showFault } from "../field";
import { MOST_PHOTOS, type Photo, sendPhoto, shrink } from "../photos";
import { reasonOf } from "../terms";
import type { Visit } from "../visit";

/** Draw the pictures of a line, where its reason asks for any: each with its state and a way out. */
export function drawPhotos(visit: Visit, line: Line): Child {
  const asked = reasonOf(visit, line)?.photos ?? "off";
  if (asked === "off") return null;
  const { say } = visit;
  const name = `photos.${line.key}`;
  visit.photos[line.key] ??= [];
  const photos = visit.photos[line.key] as Photo[];
  const shown = h("ul.photos", 0);
  // No `capture`: it would open the camera and hide the pictures that were taken already.
  const picker = h<HTMLInputElement>("input", {
    type: "file",
    name,
    accept: "image/*",
    multiple: true,
    "aria-describedby": `fault-${name}`,
    change: ({ target }: Event) => add([...((target as HTMLInputElement).files ?? [])]),
  });
  const word = h("span", 0);
  const label = h("label.link add", 0, picker, word);
  const redraw = () => {
    visit.key = null;
    shown.replaceChildren(...photos.map((photo, place) => drawPhoto(visit, photo, place, { send, remove })));
    word.textContent = say(asked === "required" && !photos.length ? "photo_needed" : "photo_add");
    label.hidden = photos.length >= MOST_PHOTOS;
  };
  const send = (photo: Photo) => {
    sendPhoto(visit, line, photo).then(redraw);
    redraw();
  };
  const remove = (photo: Photo) => {
    photos.splice(photos.indexOf(photo), 1);
    redraw();
    picker.focus();
  };
  const add = async (files: File[]) => {
    showFault(picker, "");
    const room = MOST_PHOTOS - photos.length;
    if (files.length > room) showFault(picker, say("photo_most", { count: MOST_PHOTOS }));
    for (const file of files.slice(0, room)) {
      try {
        const photo = await shrink(file);
        photos.push(photo);
        send(photo);
      } catch (problem) {
        showFault(picker, say(`error_${(problem as Refusal).kind}`));
      }
    }
    // The same file may be chosen again after it was removed.
    picker.value = "";
  };
  redraw();
  return h("div.field", { role: "group", "aria-label": say("photos") }, shown, label, drawFaultPlace(name));
}

interface Doing {
  send(photo: Photo): void;
  remove(photo: Photo): void;
}

function drawPhoto({ say }: Visit, photo: Photo, place: number, { send, remove }: Doing): HTMLElement {
  const { thumb, sent, fault } = photo;
  const name = say("photo", { n: place + 1 });
  thumb.setAttribute("role", "img");
  thumb.setAttribute("aria-label", name);
  return h(
    "li.photo",
    0,
    thumb,
    h(fault ? "small.fault" : "small", { role: "status" }, fault || (sent ? say("photo_sending") : name)),
    fault && textButton(say("retry"), () => send(photo)),
    roundButton(`${say("photo_remove")} · ${name}`, "×", () => remove(photo)),
  );
}
