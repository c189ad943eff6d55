// A browser with a profile of its own on disk: it can be closed, killed and started again with the same data.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from './app.mjs';
import { engine, launch } from './engines/index.mjs';
import { Relay } from './engines/relay.mjs';

/** What is tested; $SADDLEBAG_SITE names another build. */
export const site = process.env.SADDLEBAG_SITE ?? fileURLToPath(new URL('../../../build/site', import.meta.url));

const desk = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
/** Device pixels per CSS pixel, where nobody looks at them: software draws each one, and two thirds of a test's time go there. */
const coarse = 0.5;
/** For tests of what is seen. */
export const sharp = { scale: 1 };

export class Device {
  #context;
  #relay = engine === 'chromium' ? undefined : new Relay(); // Chromium is told by its own protocol

  constructor(options = {}) {
    this.options = options;
    this.folder = mkdtempSync(path.join(tmpdir(), 'saddlebag-profile-'));
  }

  get context() {
    return this.#context;
  }

  async start() {
    const { touch = false, viewport = touch ? phone : desk, dark = false, motion = false, flags = [], init = [], scale = coarse } = this.options;
    this.wheelUnit = engine === 'chromium' ? scale : 1; // it takes what it is told for device pixels
    const uploads = path.join(this.folder, 'uploads');
    mkdirSync(uploads, { recursive: true });
    this.#context = await launch({ folder: this.folder, uploads, relay: this.#relay, touch, viewport, dark, motion, flags, init, scale });
    return this;
  }

  /** Opens a page of the app and waits until its data is there; `ready: false` only loads it. */
  async open(address, { ready = true } = {}) {
    const page = this.#context.pages().find((each) => each.url() === 'about:blank') ?? await this.#context.newPage();
    const app = new App(page, this);
    await page.goto(await this.#relay?.address(address) ?? address);
    if (ready) await app.ready();
    return app;
  }

  /** The plug is pulled: nothing gets a chance to finish. */
  async kill() {
    await this.#context.kill();
  }

  async close() {
    await this.#context?.close().catch(() => undefined);
  }

  async dispose() {
    await this.close();
    await this.#relay?.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
