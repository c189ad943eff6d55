// Keeps the site for starts without a network. Files with a hash in their name never change, so what is kept is right.
// A new version installs itself beside the running one and waits until the person accepts it.
declare const self: ServiceWorkerGlobalScope;
export {};

const site = `saddlebag-${__VERSION__}`;
const fonts = 'saddlebag-fonts';
const page = './';

/** What the previous version has under the same name and hash need not be fetched again. */
async function install(): Promise<void> {
  const cache = await caches.open(site);
  await Promise.all(__PRECACHE__.map(async ([url]) => {
    const hashed = /-[0-9a-zA-Z]{8,}\.\w+$/.test(url);
    const kept = hashed ? await caches.match(url) : undefined;
    const response = kept ?? await fetch(url, { cache: hashed ? 'default' : 'no-cache' });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    await cache.put(url, response);
  }));
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith('saddlebag-') && name !== site && name !== fonts) await caches.delete(name);
  }
  await self.clients.claim();
}

async function kept(request: Request, name: string): Promise<Response> {
  const cache = await caches.open(name);
  const found = await cache.match(request, { ignoreSearch: false });
  if (found) return found;
  const response = await fetch(request);
  if (response.ok && name === fonts) await cache.put(request, response.clone());
  return response;
}

/** Whatever stands behind `?` or `#`: it is the same page. */
async function start(request: Request): Promise<Response> {
  const cache = await caches.open(site);
  return (await cache.match(page)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  const scope = new URL(self.registration.scope);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const path = url.pathname.slice(scope.pathname.length);
  if (request.mode === 'navigate' && (path === '' || path === 'index.html')) event.respondWith(start(request));
  else if (path.startsWith('fonts/') || path.startsWith('fonts-')) event.respondWith(kept(request, fonts));
  else if (__PRECACHE__.some(([each]) => each === path)) event.respondWith(kept(request, site));
});
