import { type Child, drawTitle, h } from "../dom";
import { isRefusal, type Refusal, refuse } from "../refusal";
import { type Fault, showFault } from "./field";
import { inputOf } from "./sending";
import type { Visit } from "./visit";

/** One step of the way: what it shows, when it is complete, and what its button does. */
export interface Page {
  title: string;
  lead?: Child;
  body: Child[];
  submit: string;
  aside?: Child;
  check(): Fault[];
  /** Do the step's work. Starts inside the gesture, so it may open a window. */
  work(): Promise<unknown>;
  changed?(name: string): void;
  /** Deal with a refusal in the step's own way; truthy when that was all. */
  refused?(refusal: Refusal): unknown;
}

/** Draw a step as a form that checks, works once at a time, and says what went wrong. */
export function drawPage(visit: Visit, page: Page): HTMLElement {
  const status = h("p.status", { role: "status" });
  const button = h("button.button", 0, page.submit);
  const work = async () => {
    showWork(visit, button, status, true);
    try {
      await page.work();
    } catch (problem) {
      takeRefusal(visit, form, page, problem as Refusal);
    }
    showWork(visit, button, status, false);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (visit.busy) return;
    const faults = page.check();
    if (faults.length) showFaults(visit, form, faults);
    else work();
  };
  const form = h(
    "form",
    { novalidate: true, submit, input: (event: Event) => takeInput(visit, page, event) },
    drawTitle(page.title),
    page.lead && h("p.soft", 0, page.lead),
    h("div.message", { role: "alert", tabindex: "-1" }),
    ...page.body,
    h("div.foot", 0, status, button, page.aside),
  );
  return form;
}

function takeInput(visit: Visit, page: Page, event: Event): void {
  const control = event.target as HTMLInputElement;
  const { name, value, type, checked } = control;
  // Pictures and pasted lists are taken by the steps that ask for them.
  if (!name || type === "file") return;
  visit.values[name] = type === "checkbox" && !checked ? "" : value;
  visit.key = null;
  showFault(control, "");
  page.changed?.(name);
}

function showWork(visit: Visit, button: HTMLElement, status: HTMLElement, busy: boolean): void {
  visit.busy = busy;
  // Not `disabled`: that would throw the focus out of the dialog.
  button.ariaDisabled = `${busy}`;
  status.textContent = busy ? visit.say("working") : "";
}

/** List the faults on top, each a link to its input, and show each at its input too. */
export function showFaults({ say }: Visit, form: HTMLElement, faults: Fault[]): void {
  const items = faults.map(({ name, text, said }) => {
    const control = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
    if (!control) return h("li", 0, text);
    if (!said) showFault(control, text);
    const click = (event: Event) => {
      event.preventDefault();
      control.focus();
    };
    return h("li", 0, h("a", { href: `#${name}`, click }, text));
  });
  showMessage(form, h("b", 0, say("error_title")), h("ul", 0, ...items));
}

/** Put a message in the step's box and move the focus to it. */
export function showMessage(form: HTMLElement, ...message: (Node | string)[]): void {
  const box = form.querySelector<HTMLElement>(".message");
  box?.replaceChildren(...message);
  box?.focus();
}

/** Say a refusal: in the door's own words, else in ours for its kind. */
export function sentence({ say }: Visit, { kind, detail }: Refusal): string {
  return detail || say(`error_${kind}`) || say("error_server");
}

/** Ask something small and say what came of it, in one sentence either way. */
export const outcome = <T>(
  visit: Visit,
  path: string,
  body: object,
  tell: (answer: T) => string,
  key?: string,
): Promise<string> => visit.ask<T>(path, body, key).then(tell, (problem) => sentence(visit, problem));

function takeRefusal(visit: Visit, form: HTMLElement, page: Page, problem: unknown): void {
  // Anything else is a fault of ours: the page around must not pay for it.
  const refusal = isRefusal(problem) ? problem : refuse("server");
  const { kind, errors } = refusal;
  if (kind === "aborted") return;
  visit.emit("error", { kind });
  if (page.refused?.(refusal)) return;
  if (errors.length) {
    showFaults(
      visit,
      form,
      errors.map(({ field, detail = "" }) => ({ name: inputOf(visit, field), text: detail })),
    );
  } else showMessage(form, sentence(visit, refusal));
}
