// Takes the graphics of a page away and gives them back, as systems do with pages that rest.
import { until } from './wait.mjs';

/** Runs in the page before the program. */
export function keepContexts() {
  const { prototype } = HTMLCanvasElement;
  const original = prototype.getContext;
  prototype.getContext = function (kind, ...more) {
    const context = original.call(this, kind, ...more);
    if (kind === 'webgl2') window.loser = context.getExtension('WEBGL_lose_context');
    return context;
  };
}

const lose = (app) => app.page.evaluate(() => new Promise((resolve) => {
  document.querySelector('canvas').addEventListener('webglcontextlost', () => setTimeout(resolve), { once: true });
  window.loser.loseContext();
}));

const restore = (app) => app.page.evaluate(() => new Promise((resolve) => {
  document.querySelector('canvas').addEventListener('webglcontextrestored', () => setTimeout(resolve), { once: true });
  window.loser.restoreContext();
}));

/** Everything on the screen, when nothing moves and no message is left that would pass. */
async function picture(app) {
  const messages = app.mirror.locator(':is([role=status],[role=alert]):has([role=button])');
  await until('messages to pass', async () => await messages.count() === 0);
  await app.settled({ quiet: 300 });
  return app.page.screenshot();
}

/** Loses and restores the context; nothing on the screen is different afterwards. */
export async function interrupt(app, meanwhile = () => undefined) {
  const before = await picture(app);
  await lose(app);
  await meanwhile();
  await restore(app);
  const after = await picture(app);
  return before.equals(after);
}
