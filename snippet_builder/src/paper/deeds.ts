import { announce } from "../dom";
import { addElement, boxOf, copyElement, findElement, makeElement, makeId, removeElement } from "./elements";
import { exportDesign, importDesign } from "./files";
import { move } from "./geometry";
import type { Deeds } from "./keys";
import type { DesignElement, ElementType } from "./model";
import { typeOf } from "./naming";
import type { Workbench } from "./workbench";

/** What buttons and keys do to the design in front; `focus` goes to an element once it is drawn. */
export function makeDeeds(bench: Workbench, focus: (id: string | null) => void) {
  const put = (element: DesignElement, said: string) => {
    bench.change(addElement(bench.design, element));
    bench.select(element.id);
    focus(element.id);
    announce(`${typeOf(element)} ${said}.`);
  };
  const travel = (way: "undo" | "redo") => () =>
    announce(bench.travel(way) ? (way === "undo" ? "Undone." : "Done again.") : `Nothing to ${way}.`);
  return {
    undo: travel("undo"),
    redo: travel("redo"),
    add: (type: ElementType, symbology: string) =>
      put(makeElement(bench.design, type, symbology, bench.paper), "added"),
    duplicate: () => {
      if (bench.selected) put(copyElement(bench.design, bench.selected, bench.paper), "duplicated");
    },
    paste: (pasted: DesignElement) => {
      const { design, paper } = bench;
      const isHere = findElement(design, pasted.id) !== undefined;
      const inside = { ...pasted, ...move(boxOf(pasted), 0, 0, paper), id: makeId(design, pasted.type) };
      put(isHere ? copyElement(design, pasted, paper) : inside, "pasted");
    },
    remove: () => {
      const { selected, design } = bench;
      if (!selected) return;
      const at = design.elements.findIndex(({ id }) => id === selected.id);
      const next = design.elements[at + 1] ?? design.elements[at - 1];
      bench.change(removeElement(design, selected.id));
      bench.select(next?.id ?? null);
      focus(next?.id ?? null);
      announce(`${typeOf(selected)} deleted. Ctrl and Z brings it back.`);
    },
    exportFile: () => exportDesign(bench.design),
    importFile: async (file: File) => {
      try {
        bench.change(importDesign(await file.text(), bench.design));
        bench.select(null);
        announce("Imported. Nothing is saved yet.");
      } catch (fault) {
        const place = document.getElementById("fault-import");
        if (place) place.textContent = (fault as Error).message;
      }
    },
  } satisfies Omit<Deeds, "save"> & Record<string, unknown>;
}
