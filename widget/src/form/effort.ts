import type { Work } from "../model";

/**
 * Do the work that a busy network's statement takes: find a number whose SHA-256 with the challenge begins with so many
 * zero bits. Where the page is not secure the browser hides the hash; there the time itself is the answer.
 */
export async function doWork({ challenge, bits, wait_seconds }: Work): Promise<object> {
  const { subtle } = crypto;
  if (!subtle) {
    await new Promise((done) => setTimeout(done, (wait_seconds + 1) * 1000));
    return { challenge };
  }
  const encoder = new TextEncoder();
  for (let nonce = 0; ; nonce++) {
    const digest = await subtle.digest("SHA-256", encoder.encode(`${challenge}.${nonce}`));
    if (new DataView(digest).getUint32(0) >>> (32 - bits) === 0) return { challenge, nonce: `${nonce}` };
  }
}
