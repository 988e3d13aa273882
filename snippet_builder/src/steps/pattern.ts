import { textField } from "../controls";
import { h } from "../dom";
import type { FieldSetting } from "../model";

/** Draw a field's pattern with a box to try an answer in. */
export function drawPattern(
  field: FieldSetting,
  path: string,
  change: (pattern: string | null) => void,
): HTMLElement {
  const verdict = h("p.verdict.small", { role: "status" });
  const tried = { pattern: field.pattern ?? "", sample: "" };
  const judge = () => {
    const { text, isGood } = judgeAnswer(tried.pattern, tried.sample);
    verdict.textContent = text;
    verdict.className = `verdict small ${isGood ? "good" : "bad"}`;
  };
  const pattern = textField({
    id: `pattern-${field.id}`,
    path: `${path}.pattern`,
    label: "Pattern",
    hint: "A regular expression for the whole answer, such as \\d{5}",
    value: tried.pattern,
    most: 200,
    dir: "ltr",
    input: (text) => {
      tried.pattern = text;
      change(text || null);
      judge();
    },
  });
  const sample = textField({
    id: `sample-${field.id}`,
    label: "Try an answer",
    value: "",
    input: (text) => {
      tried.sample = text;
      judge();
    },
  });
  const summary = h("summary", 0, "Only answers of one pattern");
  return h("details.pattern", { open: !!field.pattern }, summary, pattern, sample, verdict);
}

function judgeAnswer(pattern: string, sample: string): { text: string; isGood: boolean } {
  if (!pattern || !sample) return { text: "", isGood: true };
  const fits = fitsPattern(pattern, sample);
  if (fits === null) return { text: "This pattern cannot be read.", isGood: false };
  return fits ? { text: "Fits.", isGood: true } : { text: "Does not fit.", isGood: false };
}

/** Tell whether an answer fits a whole pattern; null when the pattern cannot be read. */
export function fitsPattern(pattern: string, answer: string): boolean | null {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(answer);
  } catch {
    return null;
  }
}
