/** Which tracking numbers may be meant by what stands in a carrier's bars. */
import { checkDpd, isMod10, isS10, isUps } from "./check_digits";

const INSIDE: [RegExp, string][] = [
  [/^420[0-9]{5}(9[1-5][0-9]{18,26})$/, ""], // USPS: where it goes, with or without four more digits, stands in front
  [/^420[0-9]{9}(9[1-5][0-9]{18,24})$/, ""],
  [/^420[0-9]{5}([0-9]{20})$/, ""],
  [/^96[0-9]{5}([0-9]{15})$/, ""], // FedEx Ground 96
  [/^(?!420)[0-9]{22}([0-9]{12})$/, ""], // FedEx, 34 digits
  [/^(?!420)[0-9]{19}([0-9]{15})$/, ""],
  [/^(?!420)[0-9]{14}([0-9]{20})$/, ""],
  [/^3[0-9]{15}([0-9]{12})[0-9]{4}$/, ""], // FedEx ASTRA
  [/^[0-9A-Z]{7}([0-9]{14})[0-9]{6}[0-9A-Z]?$/, ""], // DPD: postcode, number, service, country
  [/^J(J[A-Z]{1,2}[0-9][0-9A-Z]{7,31}|VGL[0-9]{8,31})$/, ""], // ISO/IEC 15459: J says that a licence plate follows
  [/^(J[A-IK-Z][A-Z]?[0-9][0-9A-Z]{7,31}|VGL[0-9]{8,31})$/, "J"],
  [/^[1-6]J([0-9A-Z]{9,34})$/, ""],
  [/^[1-6]J([0-9A-Z]{9,34})$/, "J"],
  [/^00([0-9]{18})$/, ""],
  [/^([0-9]{18})$/, "00"],
  [/^[A-D]([0-9]{12})[A-D]$/, ""], // Codabar's start and stop, as Japanese carriers' bars have them
  [/^01[0-9]{14}9[12]([0-9A-Z]{6,30})$/, ""], // Australia Post: behind a GTIN
  [/^40[123]([0-9A-Z]{6,30})$/, ""], // GS1: consignment, shipment
];
const ROUTING = /^(?:2L[A-Z]{2}[0-9A-Z]*|420[0-9]{5}|420[0-9]{9}|421[0-9]{3}[0-9A-Z]{3,9})$/;
const CUT = [
  /^R[0-9]{3,20}(B[0-9]{0,3})?$/,
  /^1Z[0-9A-Z]*$/,
  /^[A-Z]{2}[0-9]{9}[A-Z]{1,2}$/,
  /^420[0-9]{5}9[1-5][0-9]{0,17}$/,
  /^9[1-5][0-9]{20}$/,
  /^00[0-9]{18}$/,
  /^J?JD[0-9]{0,8}$/,
  /^JJFI[0-9]{0,12}$/,
  /^TB[ABCM][0-9]{0,11}$/,
  /^3S[A-Z]{4}[0-9]{0,6}$/,
];

/** Spell a tracking number as it is compared: capital letters and digits, whatever stands between them. */
export function keyTracking(number: string): string {
  return number.replace(/[a-z]/g, (small) => small.toUpperCase()).replace(/[^0-9A-Z]/g, "");
}

/** Say whether these are the bars that a carrier sorts by. */
export function isRouting(key: string): boolean {
  return ROUTING.test(key);
}

/** Say whether this begins like a number whose length or check digit is known, and is not whole. */
export function looksCut(key: string): boolean {
  const isWhole = isS10(key) || isUps(key) || (/^[0-9]+$/.test(key) && isMod10(key));
  return !isWhole && CUT.some((each) => each.test(key));
}

/** Say whether this is an SSCC, with or without its identifier 00. */
export function isSscc(key: string): boolean {
  return /^(00)?[0-9]{18}$/.test(key) && isMod10(key);
}

/** List the tracking numbers that may be meant, as compared: what was read itself, then what is in it. */
export function listMeant(key: string): string[] {
  const found = [key];
  if (key.startsWith("1Z") || key.length > 18) {
    for (let start = 0; start + 18 <= key.length; start += 1) found.push(key.slice(start, start + 18));
  }
  const meant = found.filter((each, place) => place === 0 || isUps(each));
  for (const [pattern, before] of INSIDE) {
    const inside = pattern.exec(key)?.[1];
    if (inside !== undefined) meant.push(before + inside);
  }
  const dpd = /^[0-9A-Z]{7}([0-9]{14})[0-9]{6}[0-9A-Z]?$|^([0-9]{14})$/.exec(key);
  const bare = dpd?.[1] ?? dpd?.[2];
  if (bare !== undefined) meant.push(bare + checkDpd(bare)); // as people read it
  const checked = /^([0-9]{14})([0-9A-Z])$/.exec(key)?.[1];
  if (checked !== undefined && checkDpd(checked) === key[14]) meant.push(checked);
  return meant;
}

/** List the numbers in a label's message: UPS tells a number's parts apart, FedEx puts four digits behind it. */
export function listOfMessage(fields: string[]): string[] {
  return fields.slice(1).flatMap((field, place) => {
    const [before, behind, more] = [fields[place] ?? "", fields[place + 2] ?? "", fields[place + 3] ?? ""];
    if (/^1Z[0-9A-Z]{8}$/.test(field) && behind === "UPSN") {
      const number = `1Z${more}${before.slice(-2)}${field.slice(2)}`; // who sends, and the service, stand beside
      return isUps(number) ? [number] : [];
    }
    if (/^[0-9]{16}$/.test(field) && behind.startsWith("FDE")) return [field.slice(0, 12)];
    return isUps(field) || /^[1-6]?J[0-9A-Z]{9,34}$/.test(field) ? listMeant(field) : [];
  });
}
