import type { Tag } from "./model";

export const KINDS = ["html", "gtm", "shopify", "woocommerce", "react"] as const;
export type Kind = (typeof KINDS)[number];

export interface Wishes {
  kind: Kind;
  /** One version with its hash, instead of the address that follows releases. */
  isPinned: boolean;
  linkText: string;
}

/** Write the snippet: the one place where it is made. Whatever the values hold, it stays what it is. */
export function makeSnippet(tag: Tag, wishes: Wishes): string {
  return WRITERS[wishes.kind](tag, wishes);
}

/** The lines that a strict Content-Security-Policy of the page needs. */
export function policyLines(tag: Tag): string[] {
  return [`script-src ${tag.origin}`, `connect-src ${tag.origin}`];
}

/** The mail that hands the snippet to somebody else. */
export function developerMail(shop: string, tag: Tag, wishes: Wishes): string {
  const body = [
    `Please add this to ${shop}. It opens the returns form.`,
    makeSnippet(tag, wishes),
    `If the site has a Content-Security-Policy, add:\n${policyLines(tag).join("\n")}`,
  ];
  const subject = `Returns for ${shop}`;
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.join("\n\n"))}`;
}

/**
 * Escape for HTML text and quoted attributes. Braces too: a snippet pasted into a Liquid, Jinja or Vue
 * template must not become code there.
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`{}\r\n]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** Escape as a string of a script that may stand inside `<script>`. */
export function escapeScript(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not pass.
  const unsafe = /[\\"'`<>&{}\u0000-\u001f\u2028\u2029]/g;
  return `"${text.replace(unsafe, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
}

const WRITERS: Record<Kind, (tag: Tag, wishes: Wishes) => string> = {
  html: writeHtml,
  gtm: writeTagManager,
  shopify: writeShopify,
  woocommerce: writeWooCommerce,
  react: writeReact,
};

function writeScript(tag: Tag, isPinned: boolean): string {
  const source = escapeHtml(isPinned ? tag.pinned_script : tag.script);
  const hash = isPinned ? ` integrity="${escapeHtml(tag.integrity)}" crossorigin="anonymous"` : "";
  return `<script async src="${source}" data-shop="${escapeHtml(tag.key)}"${hash}></script>`;
}

function writeLink(tag: Tag, text: string, more = ""): string {
  return `<a href="${escapeHtml(tag.hosted_url)}" data-sendback${more}>${escapeHtml(text)}</a>`;
}

function writeHtml(tag: Tag, { isPinned, linkText }: Wishes): string {
  return `${writeScript(tag, isPinned)}\n${writeLink(tag, linkText)}`;
}

/** Tag managers drop data attributes from markup, so the script is made by script. ES5: they check for it. */
function writeTagManager(tag: Tag, { isPinned, linkText }: Wishes): string {
  const hash = isPinned
    ? [`  tag.integrity = ${escapeScript(tag.integrity)};`, '  tag.crossOrigin = "anonymous";']
    : [];
  return [
    "<script>",
    "(function () {",
    '  var tag = document.createElement("script");',
    "  tag.async = true;",
    `  tag.src = ${escapeScript(isPinned ? tag.pinned_script : tag.script)};`,
    `  tag.setAttribute("data-shop", ${escapeScript(tag.key)});`,
    ...hash,
    "  document.head.appendChild(tag);",
    "})();",
    "</script>",
    `<!-- The link, for the page itself: ${writeLink(tag, linkText)} -->`,
  ].join("\n");
}

function writeShopify(tag: Tag, { isPinned, linkText }: Wishes): string {
  const known = ' data-order-number="{{ order.name | escape }}" data-email="{{ order.email | escape }}"';
  return [
    "<!-- theme.liquid, before </head> -->",
    writeScript(tag, isPinned),
    "<!-- customers/order.liquid, where the link shall stand -->",
    writeLink(tag, linkText, known),
  ].join("\n");
}

function writeWooCommerce(tag: Tag, { isPinned, linkText }: Wishes): string {
  const known = ` data-order-number="<?php echo esc_attr( $order->get_order_number() ); ?>"`;
  return [
    "add_action( 'wp_head', function () { ?>",
    writeScript(tag, isPinned),
    "<?php } );",
    "add_action( 'woocommerce_order_details_after_order_table', function ( $order ) { ?>",
    writeLink(tag, linkText, known),
    "<?php } );",
  ].join("\n");
}

function writeReact(tag: Tag, { isPinned, linkText }: Wishes): string {
  const hash = isPinned
    ? [`    script.integrity = ${escapeScript(tag.integrity)};`, '    script.crossOrigin = "anonymous";']
    : [];
  return [
    'import { useEffect } from "react";',
    "",
    "export function ReturnsLink() {",
    "  useEffect(() => {",
    '    if (document.querySelector("script[data-shop]")) return;',
    '    const script = document.createElement("script");',
    `    script.src = ${escapeScript(isPinned ? tag.pinned_script : tag.script)};`,
    `    script.dataset.shop = ${escapeScript(tag.key)};`,
    ...hash,
    "    document.head.append(script);",
    "  }, []);",
    `  return <a href={${escapeScript(tag.hosted_url)}} data-sendback="">{${escapeScript(linkText)}}</a>;`,
    "}",
  ].join("\n");
}
