/** The engine that the tests run in: $ENGINE is chromium, firefox or webkit. */
export const engine = process.env.ENGINE ?? 'chromium';

const engines = {
  chromium: () => import('./chromium.mjs'),
  firefox: () => import('./firefox.mjs'),
  webkit: () => import('./webkit.mjs'),
};

/** Starts it on a profile folder; answers what Playwright calls a context. */
export async function launch(device) {
  if (!engines[engine]) throw new Error(`$ENGINE is ${engine}; there are ${Object.keys(engines).join(', ')}`);
  return (await engines[engine]()).launch(device);
}
