// How the page's requests (web/host/http.ts) are answered: whole, or as a stream piece by piece.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const { outputFiles: [bundle] } = await build({
  entryPoints: [path.join(here, '../../web/host/http.ts')], bundle: true, write: false, format: 'esm', target: 'es2022',
  define: { __ASSETS__: '{}' },
});
const { Http } = await import(`data:text/javascript;base64,${Buffer.from(bundle.contents).toString('base64')}`);

const Fault = { none: 0, unreachable: 6, timeout: 7, cancelled: 8, tooLong: 11 };
const kStream = 0; // as the longest answer
const kLong = 60_000; // ms

/** The test answers each request itself. */
const requests = [];
const server = createServer((request, response) => requests.shift()(request, response));
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const address = `http://127.0.0.1:${server.address().port}/`;
after(() => {
  server.closeAllConnections();
  server.close();
});

/** The program's side of one request: its answers, in order. */
class Asking {
  constructor(limit, timeout = kLong) {
    this.parts = [];
    this.answers = [];
    this.waiting = [];
    const text = (bytes) => new TextDecoder().decode(bytes);
    this.http = new Http({
      give: (bytes) => this.parts.push(text(bytes)),
      giveText: (words) => this.parts.push(words),
      complete: (ticket, fault, number) => this.answer({ fault, number, headers: this.parts[0], body: this.parts[1] }),
      fail: (ticket, fault) => this.answer({ fault }),
    });
    const asked = new Promise((resolve) => requests.push((request, response) => resolve(response)));
    this.http.send(1, 'GET', address, 'accept\ntext/event-stream\n', '', new Uint8Array(), timeout, limit);
    this.response = asked;
  }

  answer(what) {
    this.parts = [];
    (this.waiting.shift() ?? ((answer) => this.answers.push(answer)))(what);
  }

  next() {
    if (this.answers.length) return this.answers.shift();
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

test('an answer that is no stream is told whole', async () => {
  const asking = new Asking(1000);
  const response = await asking.response;
  response.writeHead(200, { 'x-a': 'b' }).write('one ');
  response.end('two');
  const { fault, number, headers, body } = await asking.next();
  assert.deepEqual({ fault, number, body }, { fault: Fault.none, number: 200, body: 'one two' });
  assert.match(headers, /^x-a\nb$/m);
});

test('an answer that is longer than was asked for is not read', async () => {
  const asking = new Asking(5);
  (await asking.response).end('123456');
  assert.equal((await asking.next()).fault, Fault.tooLong);
});

test('a stream is told when it is open, then piece by piece, and a last time when it has ended', async () => {
  const asking = new Asking(kStream);
  const response = await asking.response;
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  const opened = await asking.next();
  assert.match(opened.headers, /^content-type\ntext\/event-stream$/m);
  assert.deepEqual([opened.number, opened.body], [-200, '']);
  for (const piece of ['data: 1\n\n', 'data: 2\n', 'x'.repeat(100)]) {
    response.write(piece);
    const told = await asking.next();
    assert.deepEqual([told.fault, told.number, told.body], [Fault.none, -200, piece]);
  }
  response.end();
  const ended = await asking.next();
  assert.deepEqual([ended.fault, ended.number, ended.body], [Fault.none, 200, '']);
});

test('a stream ends when nothing comes for its time, when it is cancelled and when the connection breaks', async () => {
  const begin = async (timeout) => {
    const asking = new Asking(kStream, timeout);
    const response = await asking.response;
    response.writeHead(200).flushHeaders();
    assert.equal((await asking.next()).number, -200);
    return { asking, response };
  };
  const silent = await begin(1000);
  assert.equal((await silent.asking.next()).fault, Fault.timeout);
  const cancelled = await begin();
  const closed = once(cancelled.response, 'close');
  cancelled.asking.http.cancel(1);
  assert.equal((await cancelled.asking.next()).fault, Fault.cancelled);
  await closed;
  const broken = await begin();
  broken.response.destroy();
  assert.equal((await broken.asking.next()).fault, Fault.unreachable);
});
