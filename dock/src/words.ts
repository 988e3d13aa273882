type Text = string | Record<string, string>;

export const LANGUAGES = ["en", "fi", "de", "zh-Hans", "ar"] as const;
const FALLBACK = "en";

let catalogue: Record<string, Text> = {};
let spoken = FALLBACK;
let plurals = new Intl.PluralRules(FALLBACK);

/** Speak a language from now on, with its sentences; the page turns where it is written from the right. */
export function speak(language: string, sentences: Record<string, Text>): void {
  catalogue = sentences;
  spoken = language;
  plurals = new Intl.PluralRules(language);
  if (typeof document === "undefined") return;
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
}

/** Fetch a language's sentences and speak it; the service worker has all of them. */
export async function learn(language: string): Promise<void> {
  const answer = await fetch(`/dock/words/${language}.json`);
  if (!answer.ok) throw new Error(`no words: ${answer.status}`);
  speak(language, await answer.json());
}

/** Choose the first of our languages that the reader wants. */
export function chooseLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const [first = ""] = tag.toLowerCase().split("-");
    const found = LANGUAGES.find((known) => known.toLowerCase().split("-")[0] === first);
    if (found && !/^zh-(hant|tw|hk|mo)/i.test(tag)) return found;
  }
  return FALLBACK;
}

/** Say a sentence, its placeholders filled; a `count` chooses the plural form. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  const text = catalogue[key] ?? key;
  const form =
    typeof text === "string" ? text : (text[plurals.select(Number(values.count))] ?? text.other ?? key);
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** Write the time of day; with its day when that is not today. */
export function sayTime(at: string | number, now = Date.now()): string {
  const then = new Date(at);
  const isToday = then.toDateString() === new Date(now).toDateString();
  const day = isToday ? {} : ({ day: "numeric", month: "short" } as const);
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat(spoken, { ...time, ...day }).format(then);
}

/** Write an amount given in minor units. */
export function sayMoney(minor: number, currency: string): string {
  const style = new Intl.NumberFormat(spoken, { style: "currency", currency });
  return style.format(minor / 10 ** (style.resolvedOptions().maximumFractionDigits ?? 2));
}

/** Name a language in itself. */
export const nameLanguage = (tag: string): string =>
  new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
