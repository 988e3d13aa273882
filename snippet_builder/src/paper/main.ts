import type { Refusal } from "../client";
import { h } from "../dom";
import { getFacts } from "./client";
import { Designer } from "./designer";

getFacts().then(
  (facts) => new Designer(facts),
  (problem: Refusal) => {
    const said = h("p", 0, problem.detail);
    document
      .getElementById("designer")
      ?.replaceChildren(h("section.card", { role: "alert" }, h("h1", 0, "The designer did not load"), said));
  },
);
