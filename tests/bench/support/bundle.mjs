// The page of the measurements: every peer a module of its own, which only its own pages load.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const bench = fileURLToPath(new URL('..', import.meta.url));

export async function bundle(site, wasm) {
  await rm(site, { recursive: true, force: true });
  await mkdir(site, { recursive: true });
  await build({
    entryPoints: { page: path.join(bench, 'page/page.mjs'), sqlite_worker: path.join(bench, 'peers/sqlite_worker.mjs') },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    outdir: site,
    alias: { 'saddlebag-bench-module': path.join(wasm, 'saddlebag_bench.mjs') },
    external: ['fs'], // lokijs asks for it, and does without
    define: { global: 'globalThis' },
    logLevel: 'error',
  });
  for (const name of ['index.html', 'idle.html']) await copyFile(path.join(bench, 'page', name), path.join(site, name));
  await copyFile(path.join(wasm, 'saddlebag_bench.wasm'), path.join(site, 'saddlebag_bench.wasm'));
  await copyFile(path.join(bench, 'node_modules/@sqlite.org/sqlite-wasm/dist/sqlite3.wasm'), path.join(site, 'sqlite3.wasm'));
}
