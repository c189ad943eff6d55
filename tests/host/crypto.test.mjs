// The page's keys (web/host/crypto.ts) open what the native program sealed, and refuse all else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const vector = JSON.parse(readFileSync(path.join(here, 'sealed_vector.json'), 'utf8'));
const hex = (text) => new Uint8Array(Buffer.from(text, 'hex'));
const utf8 = (text) => new TextEncoder().encode(text);
const { outputFiles: [bundle] } = await build({
  entryPoints: [path.join(here, '../../web/host/crypto.ts')], bundle: true, write: false, format: 'esm', target: 'es2022',
});
const { Keys } = await import(`data:text/javascript;base64,${Buffer.from(bundle.contents).toString('base64')}`);

const What = { derive: 0, create: 1, unwrap: 2, rewrap: 3, seal: 4, open: 5 };
const Fault = { none: 0, refused: 1, failed: 9 };
const nothing = new Uint8Array();

/** The host's keys, asked as the program asks. */
class Asking {
  constructor() {
    this.parts = [];
    this.waiting = new Map();
    this.ticket = 0;
    this.keys = new Keys({
      give: (bytes) => this.parts.push(new Uint8Array(bytes)),
      complete: (ticket, fault, number) => this.end(ticket, fault, number),
      fail: (ticket, fault) => this.end(ticket, fault, 0),
    });
  }

  end(ticket, fault, number) {
    this.waiting.get(ticket)({ fault, number, parts: this.parts.splice(0) });
  }

  run(what, key, other, ...pieces) {
    const ticket = ++this.ticket;
    for (const [bytes, bound] of pieces) this.keys.piece(ticket, bytes, bound);
    const ended = new Promise((resolve) => this.waiting.set(ticket, resolve));
    this.keys.run(ticket, what, key, other);
    return ended;
  }
}

test('what the native program sealed is opened with its passphrase', async () => {
  const asking = new Asking();
  const { number: wrapping } = await asking.run(What.derive, 0, vector.rounds, [utf8(vector.passphrase), hex(vector.salt)]);
  const { number: data } = await asking.run(What.unwrap, wrapping, 0, [hex(vector.wrapped), hex(vector.wrappedBound)]);
  const { fault, parts } = await asking.run(What.open, data, 0, [hex(vector.sealed), hex(vector.bound)], [hex(vector.sealed), nothing]);
  assert.equal(fault, Fault.none);
  assert.deepEqual([...parts[0]], [1, 0]); // bound to other bytes, it is not authentic
  assert.equal(new TextDecoder().decode(parts[1]), vector.text);
});

test('a wrong passphrase is refused', async () => {
  const asking = new Asking();
  const { number: wrapping } = await asking.run(What.derive, 0, vector.rounds, [utf8('wrong'), hex(vector.salt)]);
  const { fault } = await asking.run(What.unwrap, wrapping, 0, [hex(vector.wrapped), hex(vector.wrappedBound)]);
  assert.equal(fault, Fault.refused);
});

test('a key is made, wrapped anew, seals and opens; forgotten, it does nothing', async () => {
  const asking = new Asking();
  const { number: one } = await asking.run(What.derive, 0, 1000, [utf8('one'), hex('01')]);
  const { number: two } = await asking.run(What.derive, 0, 1000, [utf8('two'), hex('01')]);
  const { number: data, parts: [wrapped] } = await asking.run(What.create, one, 0, [nothing, utf8('bound')]);
  const { parts: [again] } = await asking.run(What.rewrap, one, two, [wrapped, utf8('bound')], [nothing, utf8('other')]);
  const { number: same } = await asking.run(What.unwrap, two, 0, [again, utf8('other')]);
  const { parts: sealed } = await asking.run(What.seal, data, 0, [utf8('text'), nothing], [nothing, nothing]);
  const { parts: opened } = await asking.run(What.open, same, 0, ...sealed.map((one) => [one, nothing]));
  assert.deepEqual(opened.map((one) => Buffer.from(one).toString()), ['\u0001\u0001', 'text', '']);
  asking.keys.forget(same);
  assert.equal((await asking.run(What.open, same, 0, [sealed[0], nothing])).fault, Fault.failed);
});
