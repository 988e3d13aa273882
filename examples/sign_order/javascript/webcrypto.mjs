// Sign an order for Sendback. WebCrypto only: Cloudflare Workers, Deno, Bun, Node 20+. Never in a browser: the key is secret.
const utf8 = new TextEncoder();

/** Give the token for a link: items are [{id: '1', q: 2, t: 'Shirt', a: 2999}], prices in cents. */
export async function signOrder({ order, items, postcode = '', email = '', ...claims }, key, seconds = Math.floor(Date.now() / 1000)) {
  const m = {};
  for (const [field, value] of [['p', postcode], ['e', email]]) {
    const tag = await matchTag(field, order, value, key);
    if (tag) m[field] = tag;
  }
  const facts = { v: 1, o: order, j: b64u(crypto.getRandomValues(new Uint8Array(12))), m, i: items, ...claims };
  return signPayload(JSON.stringify(facts), key, seconds);
}

export async function signPayload(payload, key, seconds) {
  const hex = seconds.toString(16);
  const pairs = (hex.length % 2 ? `0${hex}` : hex).match(/../g);
  const stamp = b64u(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
  const signed = `${b64u(utf8.encode(payload))}.${stamp}`;
  const signature = await mac(await mac(utf8.encode(key), 'sendback.order.v1'), signed);
  return `sbo1_${key.split('_')[2]}.${signed}.${b64u(signature)}`;
}

/** Tag a postcode ('p') or e-mail ('e'); empty when there is nothing to tag. */
export async function matchTag(field, order, value, key) {
  const norm = field === 'p' ? normPostcode(value ?? '') : lower((value ?? '').replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''));
  const message = [field, upper(order.replace(/[ \t\r\n#]/g, '')), norm].join('\x1f');
  return norm && b64u((await mac(await mac(utf8.encode(key), 'sendback.match.v1'), message)).slice(0, 12));
}

function normPostcode(postcode) {
  const kept = postcode.replace(/[^0-9A-Za-z-]/g, '');
  return /^[0-9]{5}-[0-9]{4}$/.test(kept) ? kept.slice(0, 5) : upper(kept.replace(/-/g, ''));
}

async function mac(secret, message) {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(message)));
}

const b64u = (raw) => btoa(String.fromCharCode(...raw)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const upper = (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
const lower = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
