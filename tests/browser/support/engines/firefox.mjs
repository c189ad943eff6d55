// Firefox, by WebDriver BiDi. With access to the browser's own scripts its text input processor composes as an input method does.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import WebSocket from 'ws';
import { until } from '../wait.mjs';
import { Context } from './context.mjs';
import { withDisplay } from './display.mjs';
import { holdChooser, upload } from './files.mjs';

const preferences = ({ folder, touch, dark, motion }) => ({
  'webgl.force-enabled': true, // drawn in software
  'ui.prefersReducedMotion': motion ? 0 : 1,
  'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
  'intl.accept_languages': 'en-GB',
  'dom.w3c_touch_events.enabled': touch ? 1 : 0,
  'ui.primaryPointerCapabilities': touch ? 1 : 6, // coarse, or fine and hovering
  'ui.allPointerCapabilities': touch ? 1 : 6,
  'dom.events.testing.asyncClipboard': true, // reads without asking the person
  'browser.download.folderList': 2,
  'browser.download.dir': path.join(folder, 'downloads'),
  'browser.download.useDownloadDir': true,
  'browser.download.always_ask_before_handling_new_types': false,
  'browser.startup.page': 0,
  'browser.sessionstore.resume_from_crash': false,
  'toolkit.startup.max_resumed_crashes': -1,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'network.disable-localhost-when-offline': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.server': '',
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
});

class Firefox {
  #number = 0;
  #waiting = new Map();
  #socket;
  #first = true;

  async start(options) {
    this.options = options;
    mkdirSync(path.join(options.folder, 'downloads'), { recursive: true });
    writeFileSync(path.join(options.folder, 'user.js'),
      Object.entries(preferences(options)).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
    this.process = spawn(process.env.FIREFOX ?? 'firefox-esr', ['--remote-debugging-port=0', '--remote-allow-system-access', '--profile', options.folder,
      '--no-remote', '--new-instance', 'about:blank'], { detached: true, env: await withDisplay(), stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.gone = ended.then(() => this.#end());
    const address = await new Promise((resolve, reject) => {
      let said = '';
      this.process.stderr.on('data', (piece) => {
        said = (said + piece).slice(-4000);
        const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
        if (found) resolve(found[1]);
      });
      this.process.once('error', reject);
      this.gone.then(() => reject(new Error(`Firefox did not start: ${said}`)));
    });
    this.#socket = new WebSocket(`${address}/session`, { maxPayload: 1 << 28 });
    this.#socket.on('message', (text) => this.#hear(JSON.parse(text)));
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => this.#end());
    await new Promise((resolve, reject) => this.#socket.once('open', resolve).once('error', reject));
    await this.send('session.new', { capabilities: {} });
    for (const script of [holdChooser, ...options.init].map(String)) await this.send('script.addPreloadScript', { functionDeclaration: script });
    return this;
  }

  #hear({ id, type, result, message, error }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (type === 'error') waiting?.reject(new Error(`${error}: ${message}`));
    else waiting?.resolve(result);
  }

  #end() {
    for (const { reject } of this.#waiting.values()) reject(new Error('the browser has been closed'));
    this.#waiting.clear();
    this.ended = true;
  }

  send(method, params) {
    if (this.ended) return Promise.reject(new Error('the browser has been closed'));
    return new Promise((resolve, reject) => {
      const id = ++this.#number;
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }), (error) => error && this.#end());
    });
  }

  async call(context, source, details) {
    const { type, result, exceptionDetails } = await this.send('script.callFunction', {
      functionDeclaration: `async () => JSON.stringify(await (${source})(...${JSON.stringify(details)}))`,
      target: { context }, awaitPromise: true });
    if (type === 'exception') throw new Error(exceptionDetails.text);
    return result.value === undefined ? undefined : JSON.parse(result.value);
  }

  /** Runs where the browser's own window is. */
  async inside(source, ...details) {
    const { contexts } = await this.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    return this.call(contexts.find(({ url }) => url.endsWith('/browser.xhtml')).context, source, details);
  }

  async open() {
    const { contexts } = await this.send('browsingContext.getTree', {});
    const { context } = this.#first ? contexts[0] : await this.send('browsingContext.create', { type: 'tab' });
    this.#first = false;
    const { viewport, scale } = this.options;
    await this.send('browsingContext.setViewport', { context, viewport, devicePixelRatio: scale });
    return new Tab(this, context);
  }

  setOffline(off) {
    return this.inside('(off) => { Services.io.offline = off; }', off);
  }

  async close() {
    if (!this.ended) await this.send('browser.close', {}).catch(() => undefined);
    const late = setTimeout(() => void this.kill(), 5000);
    await this.gone;
    clearTimeout(late);
  }

  async kill() {
    if (this.process.exitCode === null && this.process.signalCode === null) process.kill(-this.process.pid, 'SIGKILL');
    await this.gone;
    for (const name of ['lock', '.parentlock']) rmSync(path.join(this.options.folder, name), { force: true });
  }
}

/** An input method, of the browser's own making. It stays for as long as the window does. */
const inputMethod = `(text, final) => {
  Services.focus.activeWindow = window;
  gBrowser.selectedBrowser.focus();
  const tip = (window.inputMethod ??= Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor));
  if (!tip.beginInputTransactionForTests(window)) throw new Error('somebody else composes');
  if (final) return void tip.commitCompositionWith(text);
  tip.setPendingCompositionString(text);
  tip.appendClauseToPendingComposition(text.length, tip.ATTR_RAW_CLAUSE);
  tip.setCaretInPendingComposition(text.length);
  tip.flushPendingComposition();
}`;

class Tab {
  constructor(browser, context) {
    this.browser = browser;
    this.context = context;
  }

  call(source, details) { return this.browser.call(this.context, source, details); }
  act(actions) { return this.browser.send('input.performActions', { context: this.context, actions }); }
  wheel(turn) { return this.act([{ type: 'wheel', id: 'wheel', actions: [{ type: 'scroll', duration: 0, ...turn }] }]); }
  navigate(url) { return this.browser.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' }); }
  bringToFront() { return this.browser.send('browsingContext.activate', { context: this.context }); }
  close() { return this.browser.send('browsingContext.close', { context: this.context }); }
  compose(text) { return this.browser.inside(inputMethod, text, false); }
  commit(text) { return this.browser.inside(inputMethod, text, true); }

  async screenshot() {
    return Buffer.from((await this.browser.send('browsingContext.captureScreenshot', { context: this.context })).data, 'base64');
  }

  async chooser() {
    await until('a field for files to ask', () => this.call('() => !!window.fileChooser', []));
    const { result } = await this.browser.send('script.callFunction', {
      functionDeclaration: '() => { const field = window.fileChooser; delete window.fileChooser; return field; }', target: { context: this.context }, awaitPromise: false });
    return {
      setFiles: (files) => this.browser.send('input.setFiles',
        { context: this.context, element: { sharedId: result.sharedId }, files: upload(files, this.browser.options.uploads) }),
    };
  }
}

export async function launch(options) {
  const browser = await new Firefox().start(options);
  const context = new Context({ ...options, browser });
  await context.newPage();
  return context;
}
