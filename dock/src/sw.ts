/** What a page without network gets: the page itself, never an answer of the API. */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker_ {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: "install" | "activate", hear: (event: Extendable) => void): void;
  addEventListener(name: "fetch", hear: (event: Fetching) => void): void;
  addEventListener(name: "message", hear: (event: MessageEvent) => void): void;
}
declare const PARTS: string[];
declare const LARGE_PARTS: string[];

const worker = self as unknown as Worker_;
const NAME = `sendback-dock-${BUILD}`;
const SHELL = "/dock/";

const fetchAnew = (paths: string[]) => paths.map((path) => new Request(path, { cache: "reload" }));

async function install(): Promise<void> {
  const cache = await caches.open(NAME);
  await cache.addAll(fetchAnew([SHELL, ...PARTS]));
  // The camera's decoder is large: without it the dock works, with a scanner or typed codes.
  await cache.addAll(fetchAnew(LARGE_PARTS)).catch(() => undefined);
}

async function clean(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names
      .filter((name) => name.startsWith("sendback-dock-") && name !== NAME)
      .map((name) => caches.delete(name)),
  );
  await worker.clients.claim();
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request.mode === "navigate" ? SHELL : request, { ignoreSearch: true });
  return kept ?? fetch(request);
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(clean()));
worker.addEventListener("message", ({ data }) => data === "change" && void worker.skipWaiting());
worker.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const isOurs =
    origin === self.location.origin && pathname.startsWith(SHELL) && !pathname.startsWith("/dock/api/");
  if (event.request.method === "GET" && isOurs) event.respondWith(answer(event.request));
});
