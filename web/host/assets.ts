/**
 * Files of the site that are fetched when they are first needed. They are kept for starts without a network by the page
 * itself: during a first visit there is no service worker yet that would.
 */
export async function fetchAsset(name: string): Promise<Response> {
  const url = __ASSETS__[name]?.url;
  if (!url) return new Response(null, { status: 404 });
  const kept = await globalThis.caches?.match(url); // none without a secure address
  if (kept) return kept;
  const response = await fetch(url);
  if (response.ok) await (await globalThis.caches?.open('saddlebag-later'))?.put(url, response.clone());
  return response;
}
