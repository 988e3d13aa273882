/** Find an order token (`sbt`) in a page's address, and that address without it. */
export function takeToken(address: string): { token: string; rest: string } | null {
  const [whole, before, token, after] = /([?#&])sbt=([^&#]+)(&?)/.exec(address) ?? [];
  if (!whole || !token) return null;
  const joint = before === "&" ? after : after && before;
  return { token: decodeURIComponent(token), rest: address.replace(whole, joint ?? "") };
}
