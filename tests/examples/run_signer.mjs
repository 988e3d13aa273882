// Run every sign and tag vector, and one order, through the signer named on the command line; print the answers as JSON.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [signerPath, vectorsPath, orderJson] = process.argv.slice(2);
const signer = await import(pathToFileURL(signerPath).href);
const vectors = JSON.parse(readFileSync(vectorsPath, 'utf8'));
const tokens = [];
const tags = [];
for (const { payload_json, key, ts } of vectors.sign) tokens.push(await signer.signPayload(payload_json, key, ts));
for (const { field, order, value, key } of vectors.tag) tags.push(await signer.matchTag(field, order, value, key));
const { key, now, ...order } = JSON.parse(orderJson);
console.log(JSON.stringify({ tokens, tags, order: await signer.signOrder(order, key, now) }));
