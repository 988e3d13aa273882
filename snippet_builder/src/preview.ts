import type { App } from "./app";
import { send } from "./client";
import { h, ICONS, icon } from "./dom";
import { at } from "./root";
import type { Showing, Stage } from "./stages";

const DELAY_MS = 250;
const DEVICES = [
  { width: 360, height: 720, name: "Phone", path: ICONS.phone },
  { width: 768, height: 960, name: "Tablet", path: ICONS.tablet },
  { width: 1280, height: 860, name: "Desktop", path: ICONS.desktop },
];
const STAGE_NAMES: [Stage, string][] = [
  ["start", "Start"],
  ["errors", "Mistakes"],
  ["items", "Items"],
  ["details", "Details"],
  ["done", "Done"],
];

/** The panel beside the steps: the production widget on a sample shop, seen as the merchant wishes. */
export class Preview {
  readonly panel: HTMLElement;
  #app: App;
  #frame = h<HTMLIFrameElement>("iframe", {
    src: at("/builder/preview"),
    title: "Preview of your returns form",
  });
  #stage = h("div.screen", 0, this.#frame);
  #status = h("p.small.muted", { role: "status" });
  #wish = {
    device: DEVICES[0] as (typeof DEVICES)[number],
    scheme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    direction: "auto",
    stage: "start" as Stage,
  };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #config: Record<string, unknown> | null = null;
  #asked = 0;
  #isReady = false;

  constructor(app: App) {
    this.#app = app;
    this.panel = h(
      "aside.preview",
      { "aria-label": "Preview" },
      this.#drawBar(),
      h("div.stand", 0, this.#stage),
      h(
        "div.row.under",
        0,
        this.#status,
        h(
          "a.small",
          { href: at("/builder/preview/label.pdf"), target: "_blank", rel: "noopener", id: "specimen" },
          "Specimen label",
        ),
      ),
    );
    addEventListener("message", (event) => this.#hear(event));
    new ResizeObserver(() => this.#fit()).observe(this.panel);
  }

  /** Show the newest settings in a moment. */
  update(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), DELAY_MS);
  }

  async #load(): Promise<void> {
    const mine = ++this.#asked;
    const { settings, language } = this.#app;
    try {
      const config = await send<Record<string, unknown>>("/builder/preview/config", { settings, language });
      if (mine !== this.#asked) return;
      const isNew = JSON.stringify(config) !== JSON.stringify(this.#config);
      this.#config = config;
      this.#status.textContent = "";
      if (isNew) this.#show();
    } catch {
      // What cannot be saved yet cannot be shown either; the last good picture stays.
      if (mine === this.#asked) this.#status.textContent = "Shows the last settings that were complete.";
    }
  }

  #show(): void {
    const { scheme, direction, stage } = this.#wish;
    if (!this.#isReady || !this.#config) return;
    const config = direction === "auto" ? this.#config : { ...this.#config, direction };
    const showing: Showing = { kind: "sendback-show", config, scheme: scheme as "light" | "dark", stage };
    this.#frame.contentWindow?.postMessage(showing, location.origin);
  }

  #hear(event: MessageEvent): void {
    if (event.origin !== location.origin || event.source !== this.#frame.contentWindow) return;
    if (event.data !== "sendback-ready") return;
    this.#isReady = true;
    if (this.#config) this.#show();
    else this.#load();
  }

  #fit(): void {
    const { width, height } = this.#wish.device;
    const room = this.#stage.parentElement as HTMLElement;
    const tall = Math.max(420, room.clientHeight);
    const scale = Math.min(1, room.clientWidth / width, tall / height);
    const shown = Math.max(height, Math.min(tall / scale, 1100));
    Object.assign(this.#frame.style, {
      inlineSize: `${width}px`,
      blockSize: `${shown}px`,
      transform: `scale(${scale})`,
    });
    Object.assign(this.#stage.style, { inlineSize: `${width * scale}px`, blockSize: `${shown * scale}px` });
  }

  #wishFor(part: object): void {
    Object.assign(this.#wish, part);
    this.#fit();
    this.#show();
  }

  #drawBar(): HTMLElement {
    const { languages } = this.#app.facts;
    const language = pick(
      "preview-language",
      "Language",
      languages.map(({ tag, name }) => [tag, name]),
      this.#app.language,
      (tag) => {
        this.#app.language = tag;
        this.#app.redraw("preview-language");
      },
    );
    const direction = pick("preview-direction", "Direction", DIRECTIONS, "auto", (way) =>
      this.#wishFor({ direction: way }),
    );
    const stage = pick("preview-stage", "Moment", STAGE_NAMES, "start", (now) =>
      this.#wishFor({ stage: now }),
    );
    const scheme = pick("preview-scheme", "Scheme", SCHEMES, this.#wish.scheme, (now) =>
      this.#wishFor({ scheme: now }),
    );
    return h(
      "div.bar",
      { role: "group", "aria-label": "How to look at it" },
      this.#drawDevices(),
      stage,
      language,
      scheme,
      direction,
    );
  }

  #drawDevices(): HTMLElement {
    const buttons = DEVICES.map((device) =>
      h(
        "button.device",
        {
          id: `device-${device.width}`,
          type: "button",
          "aria-label": `${device.name}, ${device.width} pixels`,
          title: device.name,
          click: () => {
            this.#wishFor({ device });
            mark();
          },
        },
        icon(device.path),
      ),
    );
    const mark = () =>
      buttons.forEach((button, at) => {
        button.setAttribute("aria-pressed", String(DEVICES[at] === this.#wish.device));
      });
    mark();
    return h("div.devices", { role: "group", "aria-label": "Device" }, ...buttons);
  }

  /** Follow the language whose words are being written. */
  followLanguage(): void {
    const select = this.panel.querySelector<HTMLSelectElement>("#preview-language");
    if (select) select.value = this.#app.language;
    const label = this.panel.querySelector("#specimen");
    label?.setAttribute(
      "href",
      at(`/builder/preview/label.pdf?lang=${encodeURIComponent(this.#app.language)}`),
    );
  }
}

const DIRECTIONS: [string, string][] = [
  ["auto", "Auto"],
  ["ltr", "LTR"],
  ["rtl", "RTL"],
];
const SCHEMES: [string, string][] = [
  ["light", "Light"],
  ["dark", "Dark"],
];

function pick<T extends string>(
  id: string,
  label: string,
  choices: [T, string][],
  value: T,
  choose: (value: T) => void,
): HTMLElement {
  const hear = (event: Event) => choose((event.target as HTMLSelectElement).value as T);
  const options = choices.map(([code, name]) => h("option", { value: code }, name));
  const select = h<HTMLSelectElement>(
    "select",
    { id, "aria-label": label, title: label, change: hear },
    ...options,
  );
  select.value = value;
  return select;
}
