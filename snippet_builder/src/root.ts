/** Address one of our own pages, below wherever a proxy has put this installation: the page's root element says where. */
export function at(path: string): string {
  return `${globalThis.document?.documentElement?.dataset?.root ?? ""}${path}`;
}
