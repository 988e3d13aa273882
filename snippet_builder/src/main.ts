import { Builder } from "./builder";
import type { Facts } from "./model";
import { runStorefront } from "./storefront";

const facts = document.getElementById("facts");
if (facts) new Builder(JSON.parse(facts.textContent ?? "") as Facts);
else runStorefront();
