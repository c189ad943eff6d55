// What the engines that WebDriver drives have in common: pages, the network of the device, and an end.
import { EventEmitter } from 'node:events';
import path from 'node:path';
import { Page } from './page.mjs';

export class Context extends EventEmitter {
  #pages = [];

  /** `browser` gives: open() → tab, close(), kill(), setOffline(on). */
  constructor({ folder, relay, browser }) {
    super();
    Object.assign(this, { folder, relay, browser, downloads: path.join(folder, 'downloads') });
    browser.gone.then(() => this.emit('close'));
  }

  pages() { return this.#pages; }

  async newPage() {
    const page = new Page(this, await this.browser.open());
    this.#pages.push(page);
    return page;
  }

  forget(page) { this.#pages = this.#pages.filter((each) => each !== page); }
  setDefaultTimeout() {}

  async setOffline(off) {
    this.relay.setOnline(!off);
    await this.browser.setOffline(off, this.#pages);
  }

  newCDPSession() { throw new Error('only Chromium has its protocol'); }
  close() { return this.browser.close(); }
  kill() { return this.browser.kill(); }
}
