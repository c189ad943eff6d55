// Assembles the site: node bundle.mjs <folder of saddlebag.mjs and parted/> <folder of the site>
//
// Every file but the few with a fixed address gets its content's hash into its name, so that it can be kept for ever;
// the page, the manifest and the style refer to files as {{plain name}}. The site works on any static web server, at
// any path. Fonts are fetched on demand and belong to no first visit, so they are neither precached nor counted.
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const web = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));
const shell = path.join(root, 'shell');
const [wasmFolder = path.join(root, 'build/wasm'), finished = path.join(root, 'build/site')] = process.argv.slice(2);
const siteFolder = `${finished}.new`; // becomes the site in one step: whoever serves it never sees half of it
const firstVisitLimit = 400_000;

const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  // Whoever runs the app chooses the backend, so any secure address is allowed, and this machine's own.
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
];

const sha256 = (data, encoding) => createHash('sha256').update(data).digest(encoding);
const shortHash = (data) => sha256(data, 'hex').slice(0, 10);
const hashed = (name, data) => name.replace(/(\.[^./]+)$/, `-${shortHash(data)}$1`);

/** name → { url, data }: what the site consists of, filled from the leaves up. */
const files = new Map();

function add(name, data, { fixedName = false } = {}) {
  data = Buffer.from(data);
  files.set(name, { url: fixedName ? name : hashed(name, data), data });
}

/** Replaces {{name}} by the address of that file, as seen from the file `from`. */
function link(text, from, extra = {}) {
  return text.replace(/\{\{([^}]+)\}\}/g, (_, name) => {
    if (name in extra) return extra[name];
    if (!files.has(name)) throw new Error(`${from} refers to {{${name}}}, which is no file of the site`);
    return path.posix.relative(path.posix.dirname(from), files.get(name).url);
  });
}

/** Of assets/, and not built into the program, which asks for one when it needs it: cmake/generated.cmake. */
const connectors = (await readdir(path.join(root, 'assets/connectors'))).sort().map((name) => `connectors/${name}`);
const laterAssets = ['pinyin.txt', 'exchange/synonyms.json', 'demo/en.txt', 'demo/zh-CN.txt', ...connectors];
const languages = ['locale/zh-CN.txt', 'locale/en.txt'];
/** What a first visit does not wait for. One language is fetched before the first frame: the longer one counts. */
const onDemand = new Set([...laterAssets, languages[1], 'later.wasm', 'print.css', 'read_ahead.js']);

async function addAssets() {
  for (const name of laterAssets) {
    const text = await readFile(path.join(root, 'assets', name), 'utf8');
    add(name, name.endsWith('.json') ? JSON.stringify(JSON.parse(text)) : text);
  }
  for (const name of languages) add(name, await readFile(path.join(wasmFolder, 'generated', name)));
}

const minifyCss = async (css) => (await transform(css, { loader: 'css', minify: true })).code;

async function addIcons() {
  for (const folder of [path.join(root, 'assets/icons'), path.join(shell, 'icons')]) {
    if (!existsSync(folder)) continue;
    for (const name of (await readdir(folder)).sort()) {
      if (/\.(svg|png|ico|webp)$/.test(name)) add(`icons/${name}`, await readFile(path.join(folder, name)));
    }
  }
}

/** The slices of Noto Sans SC, for systems without a Chinese font. The browser picks them by their Unicode ranges. */
async function addFonts() {
  const font = path.join(web, 'node_modules/@fontsource/noto-sans-sc');
  if (!existsSync(font)) return;
  let css = await readFile(path.join(font, '400.css'), 'utf8');
  css = css.replace(/src: url\(\.\/files\/([^)]+\.woff2)\) format\('woff2'\)[^;]*;/g, "src: url(fonts/$1) format('woff2');");
  await mkdir(path.join(siteFolder, 'fonts'), { recursive: true });
  for (const [, name] of css.matchAll(/url\(fonts\/([^)]+)\)/g)) {
    await cp(path.join(font, 'files', name), path.join(siteFolder, 'fonts', name));
  }
  add('fonts.css', await minifyCss(css));
}

async function addPrintStyle() {
  add('print.css', await minifyCss(await readFile(path.join(shell, 'print.css'), 'utf8')));
}

/** Parts of the host that its main part cannot do without. */
const besideMain = [];

/** What web/host/early.ts asks for. */
const earlyAddresses = () => ({
  __READ_AHEAD__: JSON.stringify(files.get('read_ahead.js').url),
  __PROGRAM__: JSON.stringify(files.get('saddlebag.wasm').url),
  __PROGRAM_BYTES__: String(files.get('saddlebag.wasm').data.length),
});

/** The host and its lazily loaded parts; esbuild hashes their names itself, because they refer to one another. */
async function addHost(version) {
  const assets = Object.fromEntries([...files].map(([name, { url }]) => [name, url]));
  const result = await build({
    entryPoints: { main: path.join(web, 'host/main.ts') },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    metafile: true,
    legalComments: 'none',
    write: false,
    outdir: siteFolder,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    alias: { 'saddlebag-module': path.join(wasmFolder, 'saddlebag.mjs') },
    define: { ...earlyAddresses(), __ASSETS__: JSON.stringify(assets), __VERSION__: JSON.stringify(version) },
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const outputs = new Map(Object.entries(result.metafile.outputs).map(([name, output]) => [path.basename(name), output]));
  const [entry] = [...outputs].find(([, output]) => output.entryPoint?.endsWith('host/main.ts'));
  const atOnce = new Set([entry]);
  for (const name of atOnce) {
    for (const { path: file, kind } of outputs.get(name).imports) if (kind === 'import-statement') atOnce.add(path.basename(file));
  }
  for (const { path: file, contents } of result.outputFiles) {
    const url = path.relative(siteFolder, file);
    if (!atOnce.has(url)) onDemand.add(url);
    else if (url !== entry) besideMain.push(url);
    files.set(url === entry ? 'main.js' : url, { url, data: Buffer.from(contents) });
  }
}

/** As one file, for what loads nothing by itself: workers, and what stands in the page. */
async function whole(file, define = {}) {
  const result = await build({ entryPoints: [file], bundle: true, format: 'iife', target: 'es2022', minify: true, legalComments: 'none', write: false, define });
  return result.outputFiles[0].text;
}

function policyFor(html) {
  const sources = (tag) =>
    [...html.matchAll(new RegExp(`<${tag}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))]
      .map(([, text]) => ` 'sha256-${sha256(text, 'base64')}'`).join('');
  return [...contentSecurityPolicy, `script-src 'self' 'wasm-unsafe-eval'${sources('script')}`]
    .map((rule) => (rule.startsWith('style-src') ? rule + sources('style') : rule)).join('; ');
}

/** What nothing waits for, because it comes with the page. */
async function inThePage() {
  const early = await whole(path.join(web, 'host/in_page.ts'), earlyAddresses());
  const style = await readFile(path.join(shell, 'style.css'), 'utf8');
  return { early: early.trim(), style: (await minifyCss(link(style, 'index.html'))).trim() };
}

async function addPage() {
  const manifest = path.join(shell, 'manifest.webmanifest');
  if (existsSync(manifest)) {
    const text = link(await readFile(manifest, 'utf8'), 'manifest.webmanifest');
    add('manifest.webmanifest', JSON.stringify(JSON.parse(text)), { fixedName: true });
  }
  let html = await readFile(path.join(shell, 'index.html'), 'utf8');
  html = html.replace(/<!--[\s\S]*?-->/g, '').replace(/\n\s*\n/g, '\n');
  html = link(html, 'index.html', { csp: '{{csp}}', ...await inThePage() });
  html = html.replace('<script type', `${besideMain.map((url) => `<link rel="modulepreload" href="${url}">\n`).join('')}<script type`);
  add('index.html', html.replace('{{csp}}', policyFor(html)), { fixedName: true });
}

const kept = () => [...files].filter(([name]) => name !== 'fonts.css');
const firstVisit = () => kept().filter(([name]) => !onDemand.has(name));

async function addServiceWorker(version) {
  const file = path.join(shell, 'sw.ts');
  if (!existsSync(file)) return;
  // Without a hash in its name a file's own makes this another worker when it changes.
  const precache = kept().map(([name, { url, data }]) => (name === 'index.html' ? ['./', shortHash(data)] : url === name ? [url, shortHash(data)] : [url]));
  add('sw.js', await whole(file, { __PRECACHE__: JSON.stringify(precache), __VERSION__: JSON.stringify(version) }), { fixedName: true });
}

const brotli = (data) =>
  brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } });

/** The licences of what others have written and the site contains. */
async function writeLicences() {
  const folder = path.join(root, 'assets/licences');
  const texts = (await readdir(folder)).sort().map((name) => path.join(folder, name));
  texts.push(path.join(web, 'node_modules/idb/LICENSE'), path.join(web, 'node_modules/@fontsource/noto-sans-sc/LICENSE'));
  const pieces = await Promise.all(texts.map((file) => readFile(file, 'utf8')));
  await writeFile(path.join(siteFolder, 'licences.txt'), pieces.map((text) => text.trim()).join(`\n\n${'-'.repeat(80)}\n\n`) + '\n');
}

/** Writes the files, and beside those that shrink their brotli form, for servers that can send it as it is. */
async function write() {
  for (const { url, data } of files.values()) {
    const file = path.join(siteFolder, url);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, data);
    if (!/\.(png|webp|woff2)$/.test(url)) await writeFile(`${file}.br`, brotli(data));
  }
  await writeFile(path.join(siteFolder, 'config.json'), '{}\n');
}

function report() {
  const row = (name, ...sizes) => console.log(name.padEnd(34) + sizes.map((size) => String(size).padStart(12)).join(''));
  const format = (size) => size.toLocaleString('en');
  console.log('\nA first visit downloads, in bytes:');
  row('', 'raw', 'gzip', 'brotli');
  const total = [0, 0, 0];
  for (const [, { url, data }] of firstVisit().sort(([, a], [, b]) => b.data.length - a.data.length)) {
    const sizes = [data.length, gzipSync(data, { level: 9 }).length, brotli(data).length];
    sizes.forEach((size, i) => (total[i] += size));
    row(url, ...sizes.map(format));
  }
  row('total', ...total.map(format));
  const later = kept().filter(([name]) => onDemand.has(name)).map(([, { data }]) => brotli(data).length);
  row('afterwards, in the background', '', '', format(later.reduce((a, b) => a + b)));
  if (total[2] > firstVisitLimit) {
    console.log(`warning: that is more than the ${format(firstVisitLimit)} bytes (brotli) that a first visit may take`);
  }
  console.log('');
}

await rm(siteFolder, { recursive: true, force: true });
await mkdir(siteFolder, { recursive: true });
await addIcons();
await addFonts();
await addAssets();
await addPrintStyle();
add('read_ahead.js', await whole(path.join(web, 'worker/read_ahead.ts')));
for (const name of ['saddlebag.wasm', 'later.wasm']) add(name, await readFile(path.join(wasmFolder, 'parted', name)));
const sources = await Promise.all(
  [path.join(wasmFolder, 'saddlebag.mjs'), ...(await sourcesOf(path.join(web, 'host'))), ...(await sourcesOf(path.join(web, 'worker'))), ...(await sourcesOf(shell))]
    .map((file) => readFile(file)));
const version = shortHash(Buffer.concat([...[...files.values()].map(({ data }) => data), ...sources]));
await addHost(version);
await addPage();
await addServiceWorker(version);
await write();
await writeLicences();
await rm(finished, { recursive: true, force: true });
await rename(siteFolder, finished);
report();

async function sourcesOf(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(entries.map((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? sourcesOf(file) : [file];
  }));
  return nested.flat().sort();
}
