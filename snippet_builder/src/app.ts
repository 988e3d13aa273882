import type { Place } from "./address";
import type { Facts, Language, Settings } from "./model";

/** What every part of the page may ask of the whole. */
export interface App {
  readonly facts: Facts;
  readonly settings: Settings;
  readonly place: Place;
  /** The language whose words are being written. */
  language: string;
  /** Change the settings; they are saved and previewed, the page stays as it is. */
  change(verb: (settings: Settings) => Settings): void;
  /** Change the settings and draw the step anew, with the focus on `focus` where it is given. */
  rebuild(verb: (settings: Settings) => Settings, focus?: string): void;
  redraw(focus?: string): void;
  /** Hear of every change until the step is drawn anew. */
  watch(listener: () => void): void;
  go(place: Partial<Place>): void;
}

/** The facts of the language whose words are being written. */
export function languageOf(app: App): Language {
  const { languages } = app.facts;
  return languages.find(({ tag }) => tag === app.language) ?? (languages[0] as Language);
}
