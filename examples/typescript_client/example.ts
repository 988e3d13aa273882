// Pushes an order, makes a return of it and prints where its label is. node example.ts https://returns.example sbak_…

import { Sendback } from "./client.ts";

const [, , url = "", key = ""] = process.argv;
const sendback = new Sendback(url, key);

await sendback.call("push_orders", "POST /api/v1/orders", {
  header: { "Idempotency-Key": crypto.randomUUID() },
  body: {
    number: "TS-1",
    returnable_until: "2099-12-31",
    name: "Łukasz Żółć",
    email: "lukasz@example.com",
    address: { lines: ["ul. Świętokrzyska 3"], postcode: "00-116", city: "Warszawa", country: "PL" },
    lines: [{ id: "1", title: "Wool jumper", quantity: 1 }],
  },
});
const made = await sendback.call("create_return", "POST /api/v1/returns", {
  header: { "Idempotency-Key": crypto.randomUUID() },
  body: { order_number: "TS-1", lines: [{ id: "1", quantity: 1, reason: "too_small" }] },
});
const paper = await sendback.call("list_labels", "GET /api/v1/returns/{rma}/labels", {
  path: { rma: made.rma },
});
console.log(made.status, paper.labels[0]?.label?.pdf);
