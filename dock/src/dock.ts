import type { Database } from "./kept/database";
import type { Settings } from "./kept/facts";
import type { Me, Shop } from "./model";

/** How a code came in. */
export type Way = "camera" | "wedge" | "typed";

/** What fills the page below the bar. */
export interface Screen {
  element: HTMLElement;
  /** The field that takes the focus when it appears; without one its heading does. */
  first?: HTMLElement;
  /** Takes the codes that are read while it is open; a screen without it leaves them unread. */
  onCode?(code: string, way: Way): void;
  leave?(): void;
  /** True where somebody has not finished something: no new version is put in its place, no scan leads away. */
  isBusy?: boolean;
}

export type Tone = "good" | "warn" | "stop" | "plain";

/** The page as its screens see it. */
export interface Dock {
  readonly db: Database;
  me: Me | null;
  settings: Settings;
  screen: Screen | null;
  show(screen: Screen): void;
  home(): void;
  /** Begin again with what is kept now: joined or not, signed in or not. */
  begin(): Promise<void>;
  /** Send what waits, now. */
  send(): Promise<void>;
  tell(text: string, tone?: Tone): void;
}

/** Find a shop that this device serves; the first where a device serves one. */
export function findShop(dock: Dock, slug: string): Shop {
  const shops = dock.me?.shops ?? [];
  const found = shops.find((shop) => shop.slug === slug || shop.id === slug) ?? shops[0];
  if (!found) throw new Error("this device serves no shop");
  return found;
}

/** Say who is signed in, if their shift has not run out. */
export function findShift(dock: Dock, now: number): NonNullable<Me["shift"]> | null {
  const shift = dock.me?.shift;
  return shift && Date.parse(shift.expires_at) > now ? shift : null;
}
