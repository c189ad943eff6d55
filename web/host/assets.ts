/** Files of the site that are fetched when they are first needed; the service worker keeps them for starts without a network. */
export async function fetchAsset(name: string): Promise<Response> {
  const url = __ASSETS__[name];
  return url ? fetch(url) : new Response(null, { status: 404 });
}

/** The language of the address, else of the browser: as app::read_launch and app::defaults understand them. */
export function languageAtStart(): string {
  const wanted = new URLSearchParams(location.search).get('lang') ?? navigator.language;
  return wanted.startsWith('zh') ? 'zh-CN' : 'en';
}
