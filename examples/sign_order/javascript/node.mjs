// Sign an order for Sendback. Node 16+, no packages: copy this file into your shop's server.
import { createHmac, randomBytes } from 'node:crypto';

/** Give the token for a link: items are [{id: '1', q: 2, t: 'Shirt', a: 2999}], prices in cents. */
export function signOrder({ order, items, postcode = '', email = '', ...claims }, key, seconds = Math.floor(Date.now() / 1000)) {
  const tags = { p: matchTag('p', order, postcode, key), e: matchTag('e', order, email, key) };
  const m = Object.fromEntries(Object.entries(tags).filter(([, tag]) => tag));
  const facts = { v: 1, o: order, j: randomBytes(12).toString('base64url'), m, i: items, ...claims };
  return signPayload(JSON.stringify(facts), key, seconds);
}

export function signPayload(payload, key, seconds) {
  const hex = seconds.toString(16);
  const stamp = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex').toString('base64url');
  const signed = `${Buffer.from(payload).toString('base64url')}.${stamp}`;
  const signature = mac(mac(key, 'sendback.order.v1'), signed).toString('base64url');
  return `sbo1_${key.split('_')[2]}.${signed}.${signature}`;
}

/** Tag a postcode ('p') or e-mail ('e'); empty when there is nothing to tag. */
export function matchTag(field, order, value, key) {
  const norm = field === 'p' ? normPostcode(value ?? '') : lower((value ?? '').replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''));
  const message = [field, upper(order.replace(/[ \t\r\n#]/g, '')), norm].join('\x1f');
  return norm && mac(mac(key, 'sendback.match.v1'), message).subarray(0, 12).toString('base64url');
}

function normPostcode(postcode) {
  const kept = postcode.replace(/[^0-9A-Za-z-]/g, '');
  return /^[0-9]{5}-[0-9]{4}$/.test(kept) ? kept.slice(0, 5) : upper(kept.replace(/-/g, ''));
}

const mac = (key, message) => createHmac('sha256', key).update(message).digest();
const upper = (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
const lower = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
