import create from 'saddlebag-module';
import { fetchAsset, languageAtStart } from './assets';
import { placeholders, runs } from './later';

/** A module with one vector instruction. */
const simdProbe = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0,
  253, 15, 253, 98, 11]);

/** The first thing that this browser lacks, as an id of a message in index.html. */
export function lacking(): string | undefined {
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(simdProbe)) return 'no-wasm';
  if (typeof indexedDB !== 'object' || !indexedDB) return 'no-storage';
  if (typeof WebGL2RenderingContext === 'undefined') return 'no-webgl'; // that it is there is no promise, see main.ts
  return undefined;
}

const wasmType = 'application/wasm';

/** The download, while it is compiled, telling how far it is. */
async function fetchProgram(progress: (fraction: number) => void): Promise<Response> {
  const url = __ASSETS__['saddlebag.wasm']!;
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
  // What lies on the device needs no bar, and given as it is the browser keeps what it has compiled beside it.
  if (navigator.serviceWorker?.controller && response.headers.get('Content-Type') === wasmType) return response;
  let seen = 0;
  const counted = response.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      seen += piece.length;
      progress(Math.min(1, seen / __PROGRAM_BYTES__));
      controller.enqueue(piece);
    },
  }));
  return new Response(counted, { headers: { 'Content-Type': wasmType } });
}

async function fetchTexts(): Promise<string> {
  const response = await fetchAsset(`locale/${languageAtStart()}.txt`);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.text();
}

/** Loads the program and runs it; it attaches itself to the host. */
export async function start(host: { page: { texts: string } }, progress: (fraction: number) => void, failed: (why: string) => void): Promise<void> {
  await create({
    host,
    onAbort: (why: unknown) => failed(String(why)),
    instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => {
      Promise.all([WebAssembly.instantiateStreaming(fetchProgram(progress), { ...imports, 'later.deferred': placeholders }), fetchTexts()])
        .then(([{ instance, module }, texts]) => {
          runs(instance);
          host.page.texts = texts;
          done(instance, module);
        }, (error: unknown) => failed(String(error)));
      return {};
    },
  });
}
