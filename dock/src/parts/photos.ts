import type { Dock } from "../dock";
import { button, h } from "../dom";
import { dropPhoto, keepPhoto, shrink } from "../kept/photos";
import { sign } from "../signs";
import { say } from "../words";

const MOST = 6;

export interface Photos {
  element: HTMLElement;
  ids(): string[];
  /** Take away what was not used. */
  drop(): void;
}

/** Let photos be taken, one tap each and one in the camera; they are on the disk before they are shown. */
export function takePhotos(dock: Dock): Photos {
  const taken = new Map<string, HTMLElement>();
  const row = h("ul.thumbs");
  const input = h<HTMLInputElement>("input.hidden", {
    type: "file",
    accept: "image/*",
    capture: "environment",
    change: () => void add(),
  });

  async function add(): Promise<void> {
    const [file] = input.files ?? [];
    input.value = "";
    if (!file || taken.size >= MOST) return;
    try {
      const small = await shrink(file);
      const { id } = await keepPhoto(dock.db, small, Date.now());
      const thumb = h(
        "li",
        0,
        picture(small),
        button("remove", () => remove(id), { "aria-label": say("photo_remove") }, sign("remove")),
      );
      taken.set(id, thumb);
      row.append(thumb);
    } catch {
      dock.tell(say("photo_failed"), "stop");
    }
  }

  function remove(id: string): void {
    taken.get(id)?.remove();
    taken.delete(id);
    void dropPhoto(dock.db, id);
  }

  const element = h("div.photos", 0, h("label.button.quiet", 0, sign("photo"), say("photo"), input), row);
  return { element, ids: () => [...taken.keys()], drop: () => [...taken.keys()].forEach(remove) };
}

function picture(blob: Blob): HTMLElement {
  const url = URL.createObjectURL(blob);
  return h("img", { src: url, alt: say("photo"), load: () => URL.revokeObjectURL(url) });
}
