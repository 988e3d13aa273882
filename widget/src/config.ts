import { ask } from "./client";
import type { Config } from "./model";
import type { Options } from "./options";

const asked: Record<string, Promise<Config> | undefined> = {};

/** Name an address of the shop's own door. */
export function doorOf({ server, shop }: Options, path: string): string {
  return `${server}/api/v1/widget/${shop}/${path}`;
}

/** Ask for the shop's settings once per page, shop and language; a failure may be asked again. */
export function loadConfig(options: Options): Promise<Config> {
  const lang = options.lang || document.documentElement.lang || navigator.language;
  const address = doorOf(options, `config?lang=${encodeURIComponent(lang)}`);
  asked[address] ??= ask<Config>(address);
  const answer = asked[address];
  answer.catch(() => delete asked[address]);
  return answer;
}
