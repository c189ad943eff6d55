// A browser with a profile on the disk, for one peer: what a step leaves there, the next one finds.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../../../web/chromium.mjs';

const longest = 15 * 60_000;

export class Profile {
  /** `parent` lies on the disk that is measured: a folder for temporary files may be memory. */
  constructor(parent) {
    mkdirSync(parent, { recursive: true });
    this.folder = mkdtempSync(path.join(parent, 'profile-'));
  }

  async #browse(work) {
    const context = await chromium.launchPersistentContext(this.folder, {
      executablePath: chromiumPath(),
      args: chromiumFlags,
      headless: true,
      viewport: { width: 1440, height: 900 },
    });
    context.setDefaultTimeout(longest);
    try {
      return await work(context);
    } finally {
      await context.close();
    }
  }

  /** Loads the page of one step in a browser that has just been started, and answers what it measured. */
  step(url) {
    return this.#browse(async (context) => {
      const warm = context.pages()[0] ?? await context.newPage();
      await warm.goto(new URL('/idle.html', url).href); // the browser's own first page is not what is measured
      const page = await context.newPage();
      const crashed = new Promise((_, reject) => page.once('crash', () => reject(new Error('the page crashed'))));
      await page.goto(url);
      return Promise.race([crashed, page.evaluate(() => window.result)]);
    });
  }

  version() {
    return this.#browse(async (context) => context.browser()?.version() ?? context.pages()[0].evaluate(() => navigator.userAgent.match(/Chrome\/([\d.]+)/)[1]));
  }

  dispose() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
