import type { App } from "../app";
import { card, iconButton, plainButton, textField } from "../controls";
import { announce, h, ICONS } from "../dom";

/** Draw the pages the tag may run on. */
export function drawOrigins(app: App): HTMLElement {
  const rows = app.settings.origins.map((origin, at) => drawOrigin(app, origin, at));
  return card(
    "origins",
    "Where it may run",
    h("p.muted", 0, "Only pages of these shops can use your tag."),
    rows.length > 0 && h("ul.rows", { "aria-label": "Allowed addresses" }, ...rows),
    drawAdder(app),
  );
}

function drawOrigin(app: App, origin: string, at: number): HTMLElement {
  const remove = () => {
    const others = app.settings.origins.filter((other) => other !== origin);
    app.rebuild((settings) => ({ ...settings, origins: others }), "origin-add");
    announce(`${origin} is out.`);
  };
  return h(
    "li.line",
    { id: `origin-${at}`, "data-path": `origins.${at}` },
    h("span.grow.mono", { dir: "ltr" }, origin),
    h("span.fault", { id: `fault-origin-${at}` }),
    iconButton(`origin-out-${at}`, `Remove ${origin}`, ICONS.remove, remove),
  );
}

function drawAdder(app: App): HTMLElement {
  let typed = "";
  const field = textField({
    id: "origin-add",
    label: "Your shop's address",
    hint: "Such as https://shop.example. For every sub-domain: https://*.shop.example",
    value: "",
    type: "url",
    dir: "ltr",
    placeholder: "https://",
    inputmode: "url",
    most: 200,
    input: (text) => {
      typed = text;
    },
  });
  const add = () => addOrigin(app, typed);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  return h("div.line.adder", 0, field, plainButton("origin-add-now", "Add", add));
}

/** Allow the origin of an address that was typed or verified; anything that is none is told at the field. */
export function addOrigin(app: App, typed: string): void {
  const origin = originOf(typed);
  const fault = document.getElementById("fault-origin-add");
  if (!origin) {
    if (fault) fault.textContent = "Type the whole address, such as https://shop.example.";
    document.getElementById("origin-add")?.focus();
    return;
  }
  if (!app.settings.origins.includes(origin)) {
    app.rebuild((settings) => ({ ...settings, origins: [...settings.origins, origin] }), "origin-add");
  }
  announce(`${origin} may run your tag.`);
}

/** Cut an address down to its origin; one level of sub-domains may be a star. Null for what is none. */
export function originOf(typed: string): string | null {
  const text = typed.trim().includes("://") ? typed.trim() : `https://${typed.trim()}`;
  const isWild = text.includes("://*.");
  try {
    const { protocol, host, hostname } = new URL(text.replace("://*.", "://"));
    const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
    if (protocol !== "https:" && !(protocol === "http:" && isLocal)) return null;
    if (!isLocal && !hostname.includes(".")) return null;
    return `${protocol}//${isWild ? "*." : ""}${host}`;
  } catch {
    return null;
  }
}
