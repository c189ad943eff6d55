// Serves the site and, behind the same origin, a backend to sync with. Run by `cmake --workflow --preset serve`:
//   PORT            of the address, 8080 by default
//   SADDLEBAG_DATA  where the backend keeps its files, build/data by default
// Tests start instances of their own with startServer().
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, request } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const root = fileURLToPath(new URL('..', import.meta.url));
const database = 'saddlebag';
const prefix = '/db/';

/** The backend that is served: the program that it is, and what config.json tells the page of it. */
const couchdb = { script: new URL('backend.mjs', import.meta.url), config: { connector: 'couchdb', url: prefix + database } };

/** The backend's process. It may be stopped and started again under a running server. */
class Backend {
  #process;
  port;

  constructor(script, data) {
    this.script = fileURLToPath(script);
    this.data = data;
  }

  async start() {
    if (this.#process) return;
    const child = fork(this.script, [this.data, database], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let complaint = '';
    child.stderr.on('data', (text) => (complaint = (complaint + text).slice(-4000)));
    this.port = await new Promise((resolve, reject) => {
      child.once('message', ({ port }) => resolve(port));
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`The backend did not start on ${this.data}.\n${complaint}`)));
    });
    this.#process = child;
    child.once('exit', () => {
      if (this.#process === child) this.#process = undefined;
    });
  }

  /** Ends it; `signal` SIGKILL is the plug being pulled. */
  async stop(signal = 'SIGTERM') {
    const child = this.#process;
    if (!child) return;
    this.#process = undefined;
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill(signal);
    });
  }

  /** Passes a request on, with its body and its answer as streams (the changes feed never ends). */
  forward(incoming, answer) {
    const fail = () => {
      if (answer.headersSent) return answer.destroy();
      answer.writeHead(502, { 'content-type': 'application/json' });
      answer.end('{"error":"bad_gateway","reason":"the backend does not answer"}\n');
    };
    if (!this.#process) return fail();
    const onward = request({
      host: '127.0.0.1',
      port: this.port,
      method: incoming.method,
      path: incoming.url.slice(prefix.length - 1),
      headers: incoming.headers,
    });
    onward.on('error', fail);
    onward.on('response', (response) => {
      answer.writeHead(response.statusCode, response.headers);
      response.on('error', fail);
      response.pipe(answer);
    });
    answer.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }
}

function headersFor(response, pathname) {
  // A name with its content's hash in it never means anything else.
  const forever = /-[0-9a-z]{8,10}\.[a-z0-9]+$/i.test(pathname);
  response.setHeader('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
}

/**
 * Serves `site` on 127.0.0.1, on `port` or any free one if it is 0; with `backend` also a database under /db/ that
 * keeps its files in `data`. `backend` is a `script`, which is given the folder of the data and the name of the database
 * and sends a message with its `port`, and the `config` that the page is to find; true is the CouchDB of backend.mjs.
 * Answers its address and the means to end all or only the backend.
 */
export async function startServer({
  port = 0,
  site = path.join(root, 'build/site'),
  data = path.join(root, 'build/data'),
  backend: chosen = true,
} = {}) {
  if (!existsSync(path.join(site, 'index.html'))) throw new Error(`There is no site in ${site} yet: build it first.`);
  // `dev` looks at the disk for every request, so that a rebuilt site is served at once.
  const files = sirv(site, { dev: true, etag: true, brotli: true, setHeaders: headersFor });
  const { script, config } = chosen === true ? couchdb : chosen || {};
  const backend = script && new Backend(script, path.resolve(data));

  const server = createServer((incoming, answer) => {
    const { pathname } = new URL(incoming.url, 'http://127.0.0.1');
    if (backend && pathname.startsWith(prefix)) return backend.forward(incoming, answer);
    if (backend && pathname === '/config.json') {
      answer.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache' });
      return answer.end(JSON.stringify(config) + '\n');
    }
    files(incoming, answer, () => {
      answer.writeHead(404, { 'content-type': 'text/plain' });
      answer.end('Not found\n');
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(error.code === 'EADDRINUSE'
        ? new Error(`Port ${port} is taken. Stop what uses it, or choose another one: PORT=${Number(port) + 1} …`)
        : error));
    server.listen(port, '127.0.0.1', resolve);
  });
  const close = async () => {
    await backend?.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    await backend?.start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close,
    startBackend: () => backend.start(),
    stopBackend: (signal) => backend.stop(signal),
  };
}

async function main() {
  const data = process.env.SADDLEBAG_DATA || path.join(root, 'build/data');
  let server;
  try {
    server = await startServer({ port: Number(process.env.PORT || 8080), data });
  } catch (error) {
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
  console.log(`
  Saddlebag       ${server.url}
  with demo data  ${server.url}?demo
  backend         ${server.url}${prefix.slice(1)}${database}   (files in ${path.resolve(data)})

  Ctrl C ends it.
`);
  const end = () => server.close().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
