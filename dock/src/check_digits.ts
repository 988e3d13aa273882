/** Check digits of the numbers that stand on parcels. */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

function digitsOf(text: string): number[] {
  return [...text].map(Number);
}

/** Say whether the last digit checks the others: weights 3 and 1 from the right (GS1 General Specifications, 7.9.1). */
export function isMod10(digits: string): boolean {
  const sum = digitsOf(digits)
    .reverse()
    .reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** Say whether this is a post's number with the right check digit (UPU S10, clause 5.2.4). */
export function isS10(number: string): boolean {
  if (!/^[A-Z]{2}[0-9]{9}[A-Z]{2}$/.test(number)) return false;
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(number[place + 2]), 0);
  const rest = 11 - (sum % 11);
  return Number(number[10]) === (rest === 10 ? 0 : rest === 11 ? 5 : rest);
}

/** Say whether this is a 1Z number with the right check digit: letters count 2 for A and on, every second one twice. */
export function isUps(number: string): boolean {
  if (!/^1Z[0-9A-Z]{15}[0-9]$/.test(number)) return false;
  const values = [...number.slice(2, 17)].map((sign) =>
    /[0-9]/.test(sign) ? Number(sign) : (sign.charCodeAt(0) - 63) % 10,
  );
  const sum = values.reduce((total, value, place) => total + value * (place % 2 === 0 ? 1 : 2), 0);
  return (sum + Number(number[17])) % 10 === 0;
}

/** Give the character that DPD prints behind a number for people (ISO/IEC 7064:2003, MOD 37,36). */
export function checkDpd(number: string): string {
  let product = 36;
  for (const sign of number) product = (((ALPHABET.indexOf(sign) + product) % 36 || 36) * 2) % 37;
  return ALPHABET[(37 - product) % 36] ?? "";
}

/** Say whether this is one of our numbers with the right check digit (ISO/IEC 7064:2003, MOD 11,10). */
export function isRma(rma: string): boolean {
  if (!/^R[0-9]{9,16}$/.test(rma)) return false;
  let product = 10;
  for (const digit of digitsOf(rma.slice(1, -1))) product = (((digit + product) % 10 || 10) * 2) % 11;
  return Number(rma.at(-1)) === (11 - product) % 10;
}
