// WebKitGTK, by its WebDriver, in a browser of our own: see webkit_browser.py.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../wait.mjs';
import { Context } from './context.mjs';
import { withDisplay } from './display.mjs';
import { holdChooser, upload } from './files.mjs';

const binary = fileURLToPath(new URL('webkit_browser.py', import.meta.url));

async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

class WebKit {
  #turn = Promise.resolve();
  #first = true;
  #current;

  async start(options) {
    this.options = options;
    const { folder, viewport, dark, motion, init } = options;
    mkdirSync(path.join(folder, 'downloads'), { recursive: true });
    const channel = path.join(mkdtempSync(path.join(tmpdir(), 'saddlebag-webkit-')), 'channel'); // addresses of sockets are short
    const file = path.join(folder, 'options.json');
    writeFileSync(file, JSON.stringify({ folder, channel, dark, motion, ...viewport, scripts: [holdChooser, ...init].map((script) => `(${script})()`) }));
    const port = await freePort();
    this.address = `http://127.0.0.1:${port}`;
    this.process = spawn(process.env.WEBKIT_DRIVER ?? 'WebKitWebDriver', [`--port=${port}`], { detached: true, stdio: 'ignore', env: {
      ...await withDisplay(), SADDLEBAG_WEBKIT: file, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } });
    this.gone = new Promise((resolve) => this.process.once('exit', resolve)).then(() => { this.ended = true; });
    let missing;
    this.process.once('error', (error) => (missing = error));
    await until('WebKitWebDriver to answer', async () => {
      if (missing) throw Object.assign(missing, { lasting: true });
      return this.#ask('GET', '/status');
    });
    const { sessionId } = await this.#ask('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: [] } } } });
    this.session = `/session/${sessionId}`;
    this.#listen(channel);
    return this;
  }

  async #ask(method, address, body) {
    if (this.ended) throw new Error('the browser has been closed');
    const response = await fetch(this.address + address, { method, body: body && JSON.stringify(body) }).catch((error) => {
      throw new Error(this.session ? 'the browser has been closed' : String(error));
    });
    const { value } = await response.json();
    if (value?.error) throw new Error(/invalid session|unknown error.*crash/.test(value.error) ? 'the browser has been closed' : `${value.error}: ${value.message}`);
    return value;
  }

  /** One after the other: the driver has one window that it speaks to. */
  send(method, command, body, handle) {
    const done = this.#turn.then(async () => {
      if (handle && handle !== this.#current) {
        await this.#ask('POST', `${this.session}/window`, { handle });
        this.#current = handle;
      }
      return this.#ask(method, this.session + command, body);
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #listen(channel) {
    const socket = net.connect(channel);
    const waiting = [];
    let text = '';
    socket.on('error', () => undefined);
    socket.on('close', () => waiting.splice(0).forEach(({ reject }) => reject(new Error('the browser has been closed'))));
    socket.on('data', (piece) => {
      const lines = (text += piece).split('\n');
      text = lines.pop();
      for (const line of lines) {
        const answer = JSON.parse(line);
        const { resolve, reject } = waiting.shift();
        if (answer.error) reject(new Error(answer.error));
        else resolve(answer);
      }
    });
    /** Says something to the browser itself. */
    this.tell = (command) => new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      socket.write(`${JSON.stringify(command)}\n`);
    });
    this.hangUp = () => socket.destroy();
  }

  async open() {
    const handle = this.#first ? await this.send('GET', '/window') : (await this.send('POST', '/window/new', { type: 'window' })).handle;
    this.#first = false;
    return new Tab(this, handle);
  }

  /** The relay takes the network away; what the system would tell the page is told here. */
  setOffline(off, pages) {
    return Promise.all(pages.map((page) => page.evaluate((off) => {
      Object.defineProperty(navigator, 'onLine', { get: () => !off, configurable: true });
      dispatchEvent(new Event(off ? 'offline' : 'online'));
    }, off)));
  }

  async close() {
    if (!this.ended) await this.#turn.then(() => this.#ask('DELETE', this.session)).catch(() => undefined);
    await this.kill();
  }

  /** The driver starts the browser in its own group, and that its helpers. */
  async kill() {
    this.hangUp?.();
    if (this.process.exitCode === null && this.process.signalCode === null) process.kill(-this.process.pid, 'SIGKILL');
    await this.gone;
  }
}

class Tab {
  constructor(browser, handle) {
    this.browser = browser;
    this.handle = handle;
  }

  #send(method, command, body) { return this.browser.send(method, command, body, this.handle); }

  async call(source, details) {
    const script = `const done = arguments[arguments.length - 1]; (async () => JSON.stringify(await (${source})(...${JSON.stringify(details)})))()
      .then((text) => done({ text }), (error) => done({ error: String(error) }));`;
    const { text, error } = await this.#send('POST', '/execute/async', { script, args: [] });
    if (error) throw new Error(error);
    return text === undefined || text === null ? undefined : JSON.parse(text);
  }

  act(actions) { return this.#send('POST', '/actions', { actions }); }
  /** The driver's own wheel moves nothing, so the page gets the event that one would make. */
  wheel({ x, y, deltaX, deltaY }) {
    return this.call(`(x, y, deltaX, deltaY) => {
      document.elementFromPoint(x, y)?.dispatchEvent(new WheelEvent('wheel', { clientX: x, clientY: y, deltaX, deltaY, bubbles: true, cancelable: true }));
    }`, [x, y, deltaX, deltaY]);
  }

  navigate(url) { return this.#send('POST', '/url', { url }); }
  async bringToFront() { await this.#send('GET', '/url'); }
  close() { return this.#send('DELETE', '/window'); }
  async screenshot() { return Buffer.from(await this.#send('GET', '/screenshot'), 'base64'); }
  compose(text) { return this.browser.tell({ compose: text }); }
  commit(text) { return this.browser.tell({ commit: text }); }

  async chooser() {
    await until('a field for files to ask', () => this.call('() => !!window.fileChooser', []));
    const field = await this.#send('POST', '/execute/sync', { script: 'const field = window.fileChooser; delete window.fileChooser; return field;', args: [] });
    return { setFiles: (files) => this.#send('POST', `/element/${Object.values(field)[0]}/value`, { text: upload(files, this.browser.options.uploads).join('\n') }) };
  }
}

export async function launch(options) {
  const browser = await new WebKit().start(options);
  const context = new Context({ ...options, browser });
  await context.newPage();
  return context;
}
