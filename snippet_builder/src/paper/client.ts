import { ask, Refusal, send } from "../client";
import { at } from "../root";
import type { View } from "./app";
import type { Design, DesignProblem, Facts } from "./model";

const ROOM = "/builder/paper";

export interface Picture {
  /** The page as the printer gets it, as an address that holds it. */
  source: string;
  pages: number;
}

/** Fetch all that the page starts from. */
export const getFacts = (): Promise<Facts> => ask<Facts>(`${ROOM}/designs`);

/** Have the server draw a page of a design. */
export async function drawPage(
  design: Design,
  view: View,
  dpi: number,
  signal: AbortSignal,
): Promise<Picture> {
  const { language, sample, page } = view;
  const answer = await fetch(at(`${ROOM}/preview`), {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "image/png" },
    body: JSON.stringify({ design, language, sample, page, dpi }),
    signal,
  });
  if (!answer.ok) {
    const said = await answer.json().catch(() => null);
    throw new Refusal(answer.status, said?.code ?? "internal", said?.detail ?? "", said?.errors ?? []);
  }
  const pages = Number(answer.headers.get("Sendback-Pages") ?? 1);
  return { source: await readAsAddress(await answer.blob()), pages };
}

/** Ask what would keep a design from being printed. */
export async function checkDesign(design: Design, signal: AbortSignal): Promise<DesignProblem[]> {
  const request = { method: "POST", headers: JSON_BOTH_WAYS, body: JSON.stringify({ design }), signal };
  const { problems } = await ask<{ problems: DesignProblem[] }>(`${ROOM}/check`, request);
  return problems;
}

/** What the server keeps now, and the settings' version that says so. */
export interface Stored {
  version: number;
  own: boolean;
  design: Design;
}

/** Save a design, if nobody saved settings since `version`. */
export const putDesign = (design: Design, version: number): Promise<Stored> =>
  send<Stored>(placeOf(design), { design, version }, "PUT");

/** Go back to the built-in design. */
export const dropDesign = (design: Design, version: number): Promise<Stored> =>
  send<Stored>(placeOf(design), { version }, "DELETE");

/** The address of a test page of the saved design. */
export const specimenOf = (design: Design, { language, sample }: View): string =>
  `${placeOf(design)}/specimen.pdf?${new URLSearchParams({ lang: language, sample })}`;

const JSON_BOTH_WAYS = { "Content-Type": "application/json", Accept: "application/json" };

const placeOf = ({ kind, size }: Design): string =>
  `${ROOM}/designs/${encodeURIComponent(kind)}/${encodeURIComponent(size)}`;

/** An address of type `data:`, which the page's policy lets pictures come from. */
function readAsAddress(blob: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(blob);
  });
}
