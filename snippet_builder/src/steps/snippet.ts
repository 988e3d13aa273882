import type { App } from "../app";
import { card, pills } from "../controls";
import { announce, h } from "../dom";
import { developerMail, KINDS, type Kind, makeSnippet, policyLines, type Wishes } from "../snippet";
import { findLinkText } from "./link_text";

const TITLES: Record<Kind, string> = {
  html: "HTML",
  gtm: "Tag Manager",
  shopify: "Shopify",
  woocommerce: "WooCommerce",
  react: "React",
};
const NOTES: Record<Kind, string> = {
  html: "Paste it into the page where the link shall stand.",
  gtm: "A Custom HTML tag on all pages. The link goes into the page itself.",
  shopify: "Online Store, Themes, Edit code. The link also works in any menu or page.",
  woocommerce: "Into your theme's functions.php, or a code snippets plug-in.",
  react: "Put <ReturnsLink /> where the link shall stand.",
};
const wishes = { kind: "html" as Kind, isPinned: false };

/** Draw the snippet for each kind of shop, with what a strict security policy needs. */
export function drawSnippet(app: App): HTMLElement {
  const code = h("code", 0);
  const block = h("pre.code", { tabindex: "0", dir: "ltr", role: "region", "aria-label": "Snippet" }, code);
  const note = h("p.hint", { id: "snippet-note" });
  const mail = h<HTMLAnchorElement>("a.button.plain", { id: "snippet-mail" }, "Send to my developer");
  const panel = h("div", { role: "tabpanel", id: "snippet-panel" }, note, block);
  const fill = () => {
    const now: Wishes = { ...wishes, linkText: findLinkText(app) };
    code.textContent = makeSnippet(app.facts.tag, now);
    note.textContent = NOTES[wishes.kind];
    mail.href = developerMail(app.facts.shop.name, app.facts.tag, now);
    panel.setAttribute("aria-labelledby", `tab-${wishes.kind}`);
  };
  fill();
  app.watch(fill);
  const copy: HTMLElement = h(
    "button.button",
    { id: "snippet-copy", type: "button", click: () => copyText(code, copy) },
    "Copy",
  );
  return card(
    "snippet",
    "Your tag",
    drawTabs(fill),
    panel,
    drawVersions(fill),
    h("p.once", 0, "Paste it once. Whatever you change here later needs no new paste."),
    h("div.row", 0, copy, mail),
    drawPolicy(app),
  );
}

function drawTabs(fill: () => void): HTMLElement {
  const tabs = KINDS.map((kind) =>
    h(
      "button.tab",
      {
        type: "button",
        role: "tab",
        id: `tab-${kind}`,
        "aria-controls": "snippet-panel",
        click: () => choose(kind),
      },
      TITLES[kind],
    ),
  );
  const choose = (kind: Kind, focus = false) => {
    wishes.kind = kind;
    tabs.forEach((tab, at) => {
      const isChosen = KINDS[at] === kind;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      if (isChosen && focus) tab.focus();
    });
    fill();
  };
  const hear = (event: KeyboardEvent) => {
    const at = KINDS.indexOf(wishes.kind);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: KINDS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(KINDS[(to + KINDS.length) % KINDS.length] as Kind, true);
  };
  const list = h("div.tabs", { role: "tablist", "aria-label": "Kind of shop", keydown: hear }, ...tabs);
  queueMicrotask(() => choose(wishes.kind));
  return list;
}

function drawVersions(fill: () => void): HTMLElement {
  return pills({
    id: "snippet-version",
    label: "Version",
    value: wishes.isPinned ? "pinned" : "auto",
    choices: [
      { value: "auto", label: "Updates itself", hint: "Repairs reach your shop by themselves" },
      { value: "pinned", label: "Pinned", hint: "Never changes; browsers check its hash" },
    ],
    pick: (which) => {
      wishes.isPinned = which === "pinned";
      fill();
    },
  });
}

function drawPolicy(app: App): HTMLElement {
  const lines = h("code", 0, policyLines(app.facts.tag).join("\n"));
  const copy: HTMLElement = h(
    "button.textlike",
    { type: "button", id: "policy-copy", click: () => copyText(lines, copy) },
    "Copy the lines",
  );
  return h(
    "details",
    0,
    h("summary", 0, "For a strict Content-Security-Policy"),
    h(
      "p.hint",
      0,
      "Add these sources to the two directives. Nothing else is needed: no styles, frames, pictures or letters.",
    ),
    h("pre.code", { tabindex: "0", dir: "ltr", role: "region", "aria-label": "Policy lines" }, lines),
    copy,
  );
}

/** Copy and say so; where the browser does not let us, select it for the hand. */
async function copyText(source: HTMLElement, button: HTMLElement): Promise<void> {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    announce("Copied.");
    button.textContent = "Copied";
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  } catch {
    getSelection()?.selectAllChildren(source);
    announce("Selected. Copy it with Control C or Command C.");
  }
}
