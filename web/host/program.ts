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

async function fetchTexts(): Promise<string> {
  const response = await fetchAsset(`locale/${languageAtStart()}.txt`);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.text();
}

/** Loads the program and runs it; it attaches itself to the host. */
export async function start(program: Promise<WebAssembly.Module>, host: { page: { texts: string } }, failed: (why: string) => void): Promise<void> {
  await create({
    host,
    onAbort: (why: unknown) => failed(String(why)),
    instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => {
      const load = async () => {
        const [module, texts] = await Promise.all([program, fetchTexts()]);
        const instance = await WebAssembly.instantiate(module, { ...imports, 'later.deferred': placeholders });
        runs(instance);
        host.page.texts = texts;
        done(instance, module);
      };
      load().catch((error: unknown) => failed(String(error)));
      return {};
    },
  });
}
