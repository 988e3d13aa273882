/**
 * Reading any code on a box: what it may be, in the order in which it is looked up.
 *
 * `server/sendback/receiving/scanning/codes.py` reads alike; both are held to tests/vectors/scan_codes.json.
 */

import { isRouting, isSscc, keyTracking, listMeant, listOfMessage, looksCut } from "./carrier_numbers";
import { isMod10, isRma, isS10, isUps } from "./check_digits";

export type Kind = "qr" | "box" | "rma" | "sscc" | "tracking" | "order";
/** What is said of a code that leads to nothing; of several, the first of these. */
export type Sort = "incomplete" | "code" | "routing" | "link" | "empty";
/** One thing that a code may be, as compared; a QR names its shop, and a label the number of its box (else 0). */
export type Candidate = { kind: Kind; text: string; shop: string; box: number };
export type Reading = { sort: Sort; candidates: Candidate[] };

const KINDS: Kind[] = ["qr", "box", "rma", "sscc", "tracking", "order"];
const SORTS: Sort[] = ["incomplete", "code", "routing", "link", "empty"];
const MOST_CHARACTERS = 1000;
const MOST_ORDER_CHARACTERS = 64;
const GS = "\x1d";
const MESSAGE = "[)>";
const UNSEEN = /[\ufeff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064]/g;
const AIM = /^\][A-Za-z][0-9A-Za-z]/;

/** Read what a scanner, a camera or a person gave: one code, or several that ran together. */
export function readCode(scanned: string): Reading {
  return gather(splitCodes(scanned).map(readOne));
}

function splitCodes(scanned: string): string[] {
  const plain = [...scanned]
    .slice(0, MOST_CHARACTERS)
    .join("")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, " ")
    .replace(UNSEEN, "")
    .replace(/<GS>|\u241d/g, GS);
  const message = plain.indexOf(MESSAGE);
  if (message >= 0) return [plain.slice(message)];
  return plain
    .replace(/(.)(?=https?:\/\/)/gi, "$1\n")
    .split(/[\r\n\t]+/)
    .map(strip)
    .filter(Boolean);
}

function readOne(code: string): Reading {
  if (code.startsWith(MESSAGE)) {
    const fields = code
      .slice(MESSAGE.length)
      .replaceAll("\x04", GS)
      .replaceAll("\x1e", GS)
      .split(GS)
      .filter(Boolean);
    const numbers = listOfMessage(fields).map((text) => make("tracking", text));
    return { sort: numbers.length ? "code" : "incomplete", candidates: numbers };
  }
  const bare = code.replace(AIM, "").replace(/\(([0-9]{2,4})\)/g, `${GS}$1`);
  const parts = bare.split(GS).map((part) => strip(dropControls(part)));
  return gather(parts.filter(Boolean).map((part) => readLink(part) ?? readPlain(part)));
}

function readLink(text: string): Reading | null {
  if (!/^https?[^0-9A-Za-z]/i.test(text)) return null;
  const start = text.indexOf("://");
  if (start < 0) {
    const mangled = /^.*[^0-9a-z]q[^0-9a-z].+[^0-9a-z](r[0-9]{9,16}(?:b[0-9]{1,2})?)$/i.exec(text);
    return judge(mangled ? readLabel(mangled[1] ?? "") : [], "link");
  }
  const address = text.slice(start + 3);
  const place = /\/q(\/[^/]*){0,2}\/?$/i.exec(address.split(/[?#]/)[0] ?? "");
  if (place === null) return { sort: "link", candidates: listInAddress(address) };
  const ours = /^\/q\/([0-9a-z-]{1,64})\/([^/]+)\/?$/i.exec(place[0]);
  const cut = ours !== null || /^\/q\/[0-9a-z-]{1,64}\/?$/i.test(place[0]);
  return judge(
    ours ? readLabel(ours[2] ?? "", (ours[1] ?? "").toLowerCase()) : [],
    cut ? "incomplete" : "link",
  );
}

function listInAddress(address: string): Candidate[] {
  const words = address
    .split(/[/?&=#]/)
    .slice(1)
    .map(keyTracking);
  const numbers = words.filter((word) => /^[0-9A-Z]{8,40}$/.test(word) && /(?:[0-9][A-Z]*){6}/.test(word));
  const ssccs = numbers.filter(isSscc).map((number) => make("sscc", number.slice(-18)));
  return [...ssccs, ...numbers.flatMap(listMeant).map((text) => make("tracking", text))];
}

function readPlain(part: string): Reading {
  const text = once(part);
  const key = once(keyTracking(part));
  const glued = splitGlued(key);
  if (glued.length) return gather(glued.map(readPlain));
  const label = readLabel(key);
  const sscc = isSscc(key) ? [make("sscc", key.slice(-18))] : [];
  const meant = label.length ? [] : listMeant(key).filter((each) => each.length >= 4 && each.length <= 48);
  const order = raise(text.replace(/[ \t\r\n#]/g, ""));
  const orders = order && [...order].length <= MOST_ORDER_CHARACTERS ? [make("order", order)] : [];
  const sort = isRouting(key) ? "routing" : looksCut(key) && !label.length ? "incomplete" : "code";
  const candidates = [...label, ...sscc, ...meant.map((each) => make("tracking", each)), ...orders];
  return { sort: order ? sort : "empty", candidates };
}

/** Read the RMA number of a label, its box's number too; nothing when it is none. */
function readLabel(text: string, shop = ""): Candidate[] {
  const found = /^(R[0-9]{9,16})(?:B([0-9]{1,2}))?$/.exec(raise(text.replace(/[\s\-.]/g, "")));
  const rma = found?.[1] ?? "";
  if (!isRma(rma)) return [];
  const box = Number(found?.[2] ?? 0);
  if (shop) return [{ kind: "qr", text: rma, shop, box }];
  const named: Candidate[] = box > 1 ? [{ kind: "box", text: `${rma}B${box}`, shop: "", box }] : [];
  return [...named, { kind: "rma", text: rma, shop: "", box }];
}

/** Take what came twice without a gap once: a scanner's trigger held too long. */
function once(text: string): string {
  const half = text.slice(0, Math.floor(text.length / 2));
  return half.length >= 6 && half + half === text ? half : text;
}

/** Split numbers that came without a gap, where the check digit of each says that it is whole. */
function splitGlued(key: string): string[] {
  for (let end = 10; end < Math.min(22, key.length - 9); end += 1) {
    const [head, tail] = [key.slice(0, end), key.slice(end)];
    if (!isWhole(head)) continue;
    const rest = splitGlued(tail);
    if (rest.length) return [head, ...rest];
    if (isWhole(tail)) return [head, tail];
  }
  return [];
}

function isWhole(key: string): boolean {
  return readLabel(key).length > 0 || isUps(key) || isS10(key) || (/^00[0-9]{18}$/.test(key) && isMod10(key));
}

function gather(readings: Reading[]): Reading {
  const sort = SORTS.find((each) => readings.some((reading) => reading.sort === each)) ?? "empty";
  const found = new Map<string, Candidate>();
  for (const each of readings.flatMap((reading) => reading.candidates)) {
    const name = JSON.stringify([each.kind, each.text, each.shop, each.box]);
    if (!found.has(name)) found.set(name, each);
  }
  const sorted = [...found.values()].sort(
    (one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind),
  );
  return { sort, candidates: sorted };
}

function judge(candidates: Candidate[], otherwise: Sort): Reading {
  return { sort: candidates.length ? "code" : otherwise, candidates };
}

function make(kind: Kind, text: string): Candidate {
  return { kind, text, shop: "", box: 0 };
}

function dropControls(text: string): string {
  return [...text].filter((sign) => sign >= " " && !(sign >= "\x7f" && sign <= "\x9f")).join("");
}

function strip(text: string): string {
  return text.replace(/^ +| +$/g, "");
}

function raise(text: string): string {
  return text.replace(/[a-z]/g, (small) => small.toUpperCase());
}
