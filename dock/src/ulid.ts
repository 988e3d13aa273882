const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Make an id that sorts by its time: 48 bits of milliseconds, 80 of chance, in Crockford's alphabet. */
export function makeUlid(now: number): string {
  let time = "";
  for (let left = now, n = 0; n < 10; n++, left = Math.floor(left / 32)) time = ALPHABET[left % 32] + time;
  const chance = crypto.getRandomValues(new Uint8Array(16));
  return time + [...chance].map((byte) => ALPHABET[byte % 32]).join("");
}
