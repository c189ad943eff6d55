// A test of the whole program: a server of its own, devices as many as it wants, all of it cleared away afterwards,
// and a picture of every device where it failed.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../../web/serve.mjs';
import { Device, site } from './device.mjs';
import { engine } from './engines/index.mjs';

const artifacts = fileURLToPath(new URL('../../../build/artifacts', import.meta.url));

class Scene {
  #devices = [];
  #folders = [];
  server;

  folder() {
    const made = mkdtempSync(path.join(tmpdir(), 'saddlebag-test-'));
    this.#folders.push(made);
    return made;
  }

  /** With `backend` there is a real database behind the same origin. */
  async serve({ backend = false, ...more } = {}) {
    this.server ??= await startServer({ port: 0, site, data: this.folder(), backend, ...more });
    return this.server;
  }

  async device(options) {
    const device = await new Device(options).start();
    this.#devices.push(device);
    return device;
  }

  /** The common case: a fresh device with the app open. */
  async open(query = '?lang=en', options = {}) {
    const { url } = await this.serve();
    return (await this.device(options)).open(url + query, { ready: options.ready ?? true });
  }

  async photograph(name) {
    mkdirSync(artifacts, { recursive: true });
    const pages = this.#devices.flatMap((device) => device.context?.pages() ?? []);
    await Promise.all(pages.map((page, i) =>
      page.screenshot({ path: path.join(artifacts, `${name.replace(/[^\w-]+/g, '-').slice(0, 80)}-${i}.png`), timeout: 5000 })
        .catch(() => undefined)));
  }

  async end() {
    await Promise.all(this.#devices.map((device) => device.dispose()));
    await this.server?.close();
    for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A test named by a sentence. `only` names the engines that can be driven so, where not all can. */
export function scene(sentence, body, { seconds = 150, only } = {}) {
  if (only && !only.includes(engine)) return;
  test(sentence, { timeout: (seconds + 60) * 1000 }, async () => {
    const here = new Scene();
    let timer;
    const tooLate = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done within ${seconds} s`)), seconds * 1000);
    });
    try {
      await Promise.race([body(here), tooLate]);
    } catch (error) {
      await here.photograph(sentence);
      throw error;
    } finally {
      clearTimeout(timer);
      await here.end();
    }
  });
}
