// The page around the program: makes the parts of the host, hands them over, loads the program.
import type { Keys } from './crypto';
import { begin } from './early';
import { Files } from './files';
import { FontSlices } from './font_slices';
import { Glyphs } from './glyphs';
import { Http } from './http';
import { Loop, Timers } from './loop';
import { Mirror } from './mirror';
import { Page } from './page';
import { Pointer } from './pointer';
import { lacking, start } from './program';
import { Storage } from './storage';
import { TextAgent } from './text_agent';
import { Updates } from './updates';
import { Fault, Wasm } from './wasm';

function show(message: string, detail = ''): void {
  document.documentElement.classList.add('stopped');
  const element = document.getElementById(message)!;
  element.hidden = false;
  const place = element.querySelector('code');
  if (place) place.textContent = detail;
}

/** The keys, loaded by the first request for them: most people need none. Requests stay in their order. */
function keysWhenNeeded(wasm: Wasm): Pick<Keys, 'piece' | 'run' | 'forget'> {
  let loading: Promise<Keys> | undefined;
  const keys = () => (loading ??= import('./crypto').then(({ Keys }) => new Keys(wasm)));
  return {
    piece: (...piece) => void keys().then((there) => there.piece(...piece), () => undefined),
    run: (ticket, ...request) => void keys().then((there) => there.run(ticket, ...request), (error: unknown) => {
      loading = undefined;
      wasm.fail(ticket, Fault.failed, String(error));
    }),
    forget: (key) => void keys().then((there) => there.forget(key), () => undefined),
  };
}

/** Pictures, whose decoder is loaded by the first of them. */
const picturesWhenNeeded = (wasm: Wasm) => ({
  decode: (ticket: number, bytes: Uint8Array<ArrayBuffer>, most: number) => void import('./pictures')
    .then(({ decode }) => decode(bytes, most))
    .then(({ width, height, data }) => {
      wasm.give(new Uint32Array([width, height]).buffer);
      wasm.give(new Uint8Array(data.buffer));
      wasm.complete(ticket);
    })
    .catch((error: unknown) => wasm.fail(ticket, Fault.failed, String(error))),
});

async function run(): Promise<void> {
  const missing = lacking();
  if (missing) {
    window.early?.ahead?.end();
    return show(missing);
  }
  const early = (window.early ??= begin()); // a server's own policy may keep scripts out of the page
  const { canvas, contextAttributes } = early;
  document.body.prepend(canvas);
  const wasm = new Wasm();
  const files = new Files(wasm);
  const text = new TextAgent(wasm, document.getElementById('writing')!, (dropped) => files.drop(dropped));
  const updates = new Updates(wasm);
  const storage = new Storage(wasm, early);
  const glyphs = new Glyphs(new FontSlices(wasm));
  const host = {
    canvas,
    contextAttributes,
    attach: (module: Record<string, any>, heap: () => Uint8Array) => wasm.attach(module, heap),
    give: (bytes: Uint8Array) => wasm.give(bytes),
    noContext: () => show('no-webgl'),
    files,
    text,
    updates,
    glyphs,
    http: new Http(wasm),
    keys: keysWhenNeeded(wasm),
    loop: new Loop(wasm),
    mirror: new Mirror(wasm, document.getElementById('mirror')!, text.element),
    page: new Page(wasm, canvas, /[?&]state=/.test(location.search) ? (await import('./authorize')).comeBack() : '',
      (copied) => text.write(copied), () => void updates.start()),
    pictures: picturesWhenNeeded(wasm),
    pointer: new Pointer(wasm, canvas, text),
    storage,
    timers: new Timers(wasm),
  };
  Object.assign(window, {
    saddlebag: {
      version: __VERSION__,
      stats: () => {
        wasm.call('stats');
        return JSON.parse(wasm.answer()) as unknown;
      },
    },
  });

  const bar = document.querySelector<HTMLProgressElement>('#splash progress');
  early.program.progress = (fraction) => {
    if (bar) bar.value = fraction;
  };
  glyphs.begin();
  start(early.program.module, host, (why) => show('crashed', why)).then(
    () => {
      text.focus();
      wasm.call('prepare');
    },
    (error: unknown) => show('crashed', String(error)));
}

run().catch((error: unknown) => show('crashed', String(error)));
