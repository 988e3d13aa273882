import type { Facts, Settings } from "./model";

export interface Unsaved {
  version: number;
  settings: Settings;
}

/** Keep unsaved settings in this browser until they are saved; private windows may refuse, and that is fine. */
export function keepUnsaved(slug: string, unsaved: Unsaved | null): void {
  try {
    if (unsaved) localStorage.setItem(nameOf(slug), JSON.stringify(unsaved));
    else localStorage.removeItem(nameOf(slug));
  } catch {
    // Nowhere to keep it: the question before leaving the page still guards it.
  }
}

/** Find what a closed tab or a crash left unsaved. */
export function findUnsaved({ shop, settings }: Facts): Unsaved | null {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(shop.slug)) ?? "null") as Unsaved | null;
    const isWhole = kept && Object.keys(settings).every((name) => name in kept.settings);
    return isWhole && Number.isInteger(kept.version) ? kept : null;
  } catch {
    return null;
  }
}

const nameOf = (slug: string): string => `sendback-builder-${slug}`;
