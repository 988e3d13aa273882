import type { App } from "../app";
import { card, numberField, pills, selectField, textField } from "../controls";
import { h } from "../dom";
import type { PolicySetting } from "../model";

type SetPolicy = (part: Partial<PolicySetting>) => void;

const DAYS = ["delivered", "shipped", "ordered"].map((day) => ({ value: day, label: day }));
const APPROVALS = [
  { value: "all", label: "Nobody has to", hint: "The label comes at once" },
  { value: "none", label: "You, first", hint: "The label comes after your yes" },
];

/** Draw the terms: how long, counted from when, who decides, what never comes back. */
export function drawPolicy(app: App): HTMLElement {
  const { policy } = app.settings;
  const set: SetPolicy = (part) =>
    app.change((settings) => ({ ...settings, policy: { ...settings.policy, ...part } }));
  return card(
    "policy",
    "Return window",
    h("div.pair", 0, ...drawWindow(policy, set)),
    pills({
      id: "policy.approval",
      label: "Who approves",
      value: policy.approval,
      choices: APPROVALS,
      pick: (approval) => set({ approval: approval as PolicySetting["approval"] }),
    }),
    textField({
      id: "policy.non_returnable_skus",
      label: "Never comes back",
      hint: "One item number per line. GIFT* means every number that begins with GIFT.",
      value: policy.non_returnable_skus.join("\n"),
      rows: 3,
      input: (text) => set({ non_returnable_skus: linesOf(text) }),
    }),
  );
}

function drawWindow(policy: PolicySetting, set: SetPolicy): HTMLElement[] {
  return [
    numberField({
      id: "policy.window_days",
      label: "Open for",
      unit: "days",
      value: policy.window_days,
      least: 0,
      most: 3650,
      input: (window_days) => set({ window_days }),
    }),
    selectField({
      id: "policy.window_from",
      label: "Counted from the day it was",
      value: policy.window_from,
      choices: DAYS,
      pick: (day) => set({ window_from: day as PolicySetting["window_from"] }),
    }),
    numberField({
      id: "policy.grace_days",
      label: "And a few days of grace",
      unit: "days",
      value: policy.grace_days,
      least: 0,
      most: 365,
      input: (grace_days) => set({ grace_days }),
    }),
  ];
}

/** Split typed lines, without blanks and repeats. */
export function linesOf(text: string): string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()))].filter(Boolean);
}
