import type { Stage } from "./stages";

const PATIENCE_MS = 4000;

/** What a shopper would type, by the name of the input. */
const ANSWERS: Record<string, string> = {
  order_number: "10042",
  email: "aino@example.com",
  postcode: "33100",
  phone: "+358 40 123 4567",
  name: "Aino Järvenpää",
  "address.street": "Hämeenkatu 5 A 12",
  "address.city": "Tampere",
  "address.postcode": "33100",
};

/** Answers that fit most patterns shops think of, tried in this order. */
const GUESSES = [
  "Specimen",
  ...Array.from({ length: 14 }, (_, length) => "12345678901234".slice(0, length + 1)),
  "A1234",
  "AB123456",
  "AB-1234",
  "ABCDEF",
  "FI2112345600000785",
];

/** Walk the widget to a moment the way a shopper would: type, choose, press. */
export async function playTo(host: HTMLElement, stage: Stage, isWanted: () => boolean): Promise<void> {
  await drawn(host, () => !!formOf(host), isWanted);
  for (let step = 0; step < 6 && isWanted(); step++) {
    const now = stageOf(host);
    if (now === stage || now === "done") return;
    if (stage === "errors") return press(host);
    await fill(host);
    const before = formOf(host);
    press(host);
    const isThere = await drawn(host, () => formOf(host) !== before, isWanted);
    if (!isThere) return;
  }
}

/** Tell which moment the widget shows. */
export function stageOf(host: HTMLElement): Stage {
  const root = host.shadowRoot;
  if (root?.querySelector(".done")) return "done";
  if (root?.querySelector('[name^="line."]')) return "items";
  return root?.querySelector("[name=order_number]") ? "start" : "details";
}

const formOf = (host: HTMLElement): Element | null => host.shadowRoot?.querySelector("form, .done") ?? null;

function press(host: HTMLElement): void {
  const open = window.open;
  // The label's window is for hands only: a preview opens none by itself.
  window.open = makeNoWindow;
  host.shadowRoot?.querySelector("form")?.requestSubmit();
  window.open = open;
}

/** What the widget may do to the label's window, done to nothing. */
function makeNoWindow(): Window {
  const page = document.implementation.createHTMLDocument();
  const location = { replace() {}, href: "" };
  return {
    document: page,
    opener: null,
    closed: false,
    location,
    close() {},
    focus() {},
  } as unknown as Window;
}

async function fill(host: HTMLElement): Promise<void> {
  const root = host.shadowRoot as ShadowRoot;
  const box = root.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (box && !root.querySelector("input[type=checkbox]:checked")) box.click();
  // A choice may draw further ones, so look anew after each.
  for (let radio = findOpenChoice(root); radio; radio = findOpenChoice(root)) radio.click();
  for (const input of root.querySelectorAll<Control>("input, select, textarea[aria-required]")) answer(input);
  await addPhotos(root);
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Find a radio button of the first group that none is chosen of yet. */
function findOpenChoice(root: ShadowRoot): HTMLInputElement | undefined {
  const groups = [...root.querySelectorAll("fieldset")].filter(
    (group) => !group.querySelector("input:checked"),
  );
  return groups.flatMap((group) => group.querySelector<HTMLInputElement>("input[type=radio]") ?? [])[0];
}

/** Give each line that may have photos a plain one. */
async function addPhotos(root: ShadowRoot): Promise<void> {
  for (const picker of root.querySelectorAll<HTMLInputElement>("input[type=file]")) {
    if (picker.closest(".field")?.querySelector(".photo")) continue;
    const canvas = document.createElement("canvas");
    const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done));
    const files = new DataTransfer();
    files.items.add(new File([picture as Blob], "specimen.png", { type: "image/png" }));
    picker.files = files.files;
    picker.dispatchEvent(new Event("change"));
    await drawn(
      root.host as HTMLElement,
      () => !!root.querySelector(".photo"),
      () => true,
    );
  }
}

function answer(input: Control): void {
  if (input.value || /^(radio|checkbox|file)$/.test(input.type)) return;
  const text = input instanceof HTMLSelectElement ? lastOption(input) : (ANSWERS[input.name] ?? guess(input));
  if (!text) return;
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

const lastOption = (select: HTMLSelectElement): string =>
  select.options[select.options.length - 1]?.value ?? "";

let patterns: Record<string, string> = {};

/** Know the patterns of the shop's own fields, to guess answers that fit. */
export function knowPatterns(fields: { id: string; pattern?: string | null }[]): void {
  patterns = Object.fromEntries(fields.flatMap(({ id, pattern }) => (pattern ? [[id, pattern]] : [])));
}

function guess(input: HTMLInputElement | HTMLTextAreaElement): string {
  const pattern = patterns[input.name];
  if (/^(exchange_title|note)\./.test(input.name)) return "Specimen";
  if (!input.name.startsWith("own_")) return "";
  if (!pattern) return "Specimen";
  try {
    const whole = new RegExp(`^(?:${pattern})$`, "u");
    return GUESSES.find((text) => whole.test(text)) ?? "Specimen";
  } catch {
    return "Specimen";
  }
}

async function drawn(host: HTMLElement, isThere: () => boolean, isWanted: () => boolean): Promise<boolean> {
  const until = Date.now() + PATIENCE_MS;
  while (isWanted() && host.isConnected && Date.now() < until) {
    if (isThere()) return true;
    await new Promise((done) => setTimeout(done, 30));
  }
  return false;
}
