import type { Sending } from "./client";
import type { Frame } from "./dialog";
import type { Config } from "./model";
import type { Options } from "./options";

/** What the loader hands to the form: a frame to draw in, the shop's settings, and the ways to ask and to tell. */
export interface Host {
  readonly config: Config;
  readonly options: Options;
  readonly frame: Frame;
  readonly inline: boolean;
  /** Lay a style sheet over the frame's own. */
  dress(sheet: CSSStyleSheet): void;
  ask<T>(path: string, sending: Sending): Promise<T>;
  emit(type: string, detail?: object): boolean;
  isOpen(): boolean;
}

/** The form as the loader knows it. */
export interface Form {
  /** Show it where the shopper left it. */
  show(): void;
  /** A request is under way, whose answer must not be lost. */
  isBusy(): boolean;
  /** It came to its end: the next opening begins anew. */
  isDone(): boolean;
}

/** Start the form; raises Refusal when the order it is opened for cannot be asked. */
export type Start = (host: Host) => Promise<Form>;
