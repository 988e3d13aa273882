const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Write an id as its 16 bytes: as a key in the store, a third of what its text takes there, in the same order. */
export function packUlid(id: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(16);
  let held = 0;
  let bits = -2; // 26 signs of five bits are two more than there are, and those are 0
  let at = 0;
  for (const sign of id) {
    held = ((held << 5) | ALPHABET.indexOf(sign)) & 0x1fff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = held >> bits;
  }
  return bytes;
}

/** Make an id that sorts by its time: 48 bits of milliseconds, 80 of chance, in Crockford's alphabet. */
export function makeUlid(now: number): string {
  let time = "";
  for (let left = now, n = 0; n < 10; n++, left = Math.floor(left / 32)) time = ALPHABET[left % 32] + time;
  const chance = crypto.getRandomValues(new Uint8Array(16));
  return time + [...chance].map((byte) => ALPHABET[byte % 32]).join("");
}
