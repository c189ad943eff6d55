// Keeps the site for starts without a network. Files with a hash in their name never change, so what is kept is right.
// A new version installs itself beside the running one and waits until the person accepts it.
declare const self: ServiceWorkerGlobalScope;
export {};

const site = `saddlebag-${__VERSION__}`;
const fonts = 'saddlebag-fonts';
const chosen = 'saddlebag-chosen';
const page = './';
const hashed = /-[0-9a-zA-Z]{8,}\.\w+$/;

/** What the previous version has under the same name and hash need not be fetched again. */
async function install(): Promise<void> {
  const cache = await caches.open(site);
  await Promise.all(__PRECACHE__.map(async ([url]) => {
    const kept = hashed.test(url) ? await caches.match(url) : undefined;
    const response = kept ?? await fetch(url, { cache: hashed.test(url) ? 'default' : 'no-cache' });
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
  // Of this version or an accepted newer one: under a hashed name both would be the same.
  const found = (await caches.match(request, { cacheName: name })) ?? (await caches.match(request));
  if (found) return found;
  const response = await fetch(request);
  if (response.ok && name === fonts) await (await caches.open(name)).put(request, response.clone());
  return response;
}

/**
 * The person accepted this version. Browsers may let the old worker live on for a while, for other tabs; so that a
 * reload shows the new version all the same, the old worker is told whose page to give out.
 */
async function takeOver(): Promise<void> {
  await (await caches.open(chosen)).put(page, new Response(site));
  void self.skipWaiting();
}

/** Whatever stands behind `?` or `#`: it is the same page. */
async function start(request: Request): Promise<Response> {
  const name = await (await caches.match(page, { cacheName: chosen }))?.text();
  const accepted = name && await caches.match(page, { cacheName: name });
  return accepted || (await caches.match(page, { cacheName: site })) || fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(takeOver().then(() => event.ports[0]?.postMessage('done')));
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
  else if (hashed.test(path) || __PRECACHE__.some(([each]) => each === path)) event.respondWith(kept(request, site));
});
