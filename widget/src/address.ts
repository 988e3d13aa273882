/** Find an order token (`sbt`) in a page's address, and that address without it. */
export function takeToken(address: string): { token: string; rest: string } | undefined {
  const token = /[?#&]sbt=([^&#]+)/.exec(address)?.[1];
  if (!token) return;
  const rest = address.replace(/sbt=[^&#]+&?/, "").replace(/[?&#]+(?=#|$)/g, "");
  return { token: decodeURIComponent(token), rest };
}
