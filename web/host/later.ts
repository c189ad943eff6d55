// The second module of the program: what its first frame can do without (cmake/later.txt, web/split.mjs). It takes the
// places of the first one's table that were kept for it.

let first: WebAssembly.Exports = {};
let loaded = false;

const table = () => Object.values(first).find((each) => each instanceof WebAssembly.Table)!;
const address = () => __ASSETS__['later.wasm']!;

/** The first module runs, and can be completed. */
export function runs(instance: WebAssembly.Instance): void {
  first = instance.exports;
}

function take(module: WebAssembly.Module): void {
  if (!loaded) new WebAssembly.Instance(module, { a: first as WebAssembly.ModuleImports });
  loaded = true;
}

/** Answers as the fetching of any other asset does, once the module is part of the program. */
export async function complete(): Promise<Response> {
  const response = await fetch(address());
  if (response.ok && !loaded) take(await WebAssembly.compileStreaming(response));
  return new Response(null, { status: response.status });
}

/** Somebody was faster than that: it is waited for, with all else standing still, because the caller wants its answer. */
function completeNow(): void {
  const request = new XMLHttpRequest();
  request.open('GET', address(), false);
  request.overrideMimeType('text/plain; charset=x-user-defined'); // bytes as they are: a request that is waited for gives text only
  request.send();
  if (request.status !== 200) throw new Error(`${address()}: ${request.status}`);
  take(new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0))));
}

/** Place of the table → what stands there until the module comes. */
export const placeholders = new Proxy<Record<string, (...args: unknown[]) => unknown>>({}, {
  get: (_, place) => (...args: unknown[]) => {
    if (!loaded) completeNow();
    return table().get(Number(place))(...args);
  },
});
