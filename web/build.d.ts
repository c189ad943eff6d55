// What bundle.mjs puts into the host and the service worker.

/** Emscripten's output: makes the program, with the hooks that cmake/wasm.cmake lets in. */
declare module 'saddlebag-module' {
  export default function create(hooks: Record<string, unknown>): Promise<Record<string, any>>;
}

/** The site's files by their plain names: address relative to the page. */
declare const __ASSETS__: Record<string, string>;
/** Address of the worker that reads ahead. */
declare const __READ_AHEAD__: string;
/** Address of saddlebag.wasm, relative to the page. */
declare const __PROGRAM__: string;
/** Size of saddlebag.wasm before compression. */
declare const __PROGRAM_BYTES__: number;

/** Changes whenever anything of the site changes. */
declare const __VERSION__: string;

/** What the service worker keeps for offline use: address, and the content's hash where the address has none. */
declare const __PRECACHE__: [url: string, hash?: string][];
