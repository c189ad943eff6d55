// What is loaded when a backend wants more than a header: signed requests, and signing in at its own page.
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));

async function load(name) {
  const { outputFiles: [bundle] } = await build({
    entryPoints: [path.join(here, `../../web/host/${name}.ts`)], bundle: true, write: false, format: 'esm', target: 'es2022',
  });
  return import(`data:text/javascript;base64,${Buffer.from(bundle.contents).toString('base64')}`);
}

const { sign } = await load('signature');

test('a request is signed as RFC 4231 has it', async () => {
  // RFC 4231, test case 2
  const [header, value] = await sign('Jefe\nx-signature\nsha256={hex}\nwhat do ya want for nothing?');
  assert.equal(header, 'x-signature');
  assert.equal(value, 'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
});

test('a signature can be in base64, and the whole header too', async () => {
  const signature = (encoding) => createHmac('sha256', 'geheim €').update('GET /Account?q=1\n2').digest(encoding);
  const text = 'GET /Account?q=1\n2';
  assert.deepEqual(await sign(`geheim €\nx-hmac\n{base64}\n${text}`), ['x-hmac', signature('base64')]);
  const whole = Buffer.from(`key:${signature('hex')}`).toString('base64');
  assert.deepEqual(await sign(`geheim €\nx-hmac\nbase64(key:{hex})\n${text}`), ['x-hmac', whole]);
});

/** A tab at an address, with what its page asked of it. */
function tab(search) {
  const kept = new Map();
  const page = { left: undefined, shown: undefined };
  globalThis.location = {
    origin: 'https://app.example', pathname: '/crm/', search, assign: (address) => (page.left = new URL(address)),
  };
  globalThis.history = { replaceState: (_, __, address) => (page.shown = address) };
  globalThis.sessionStorage = {
    getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name),
  };
  return page;
}

const template = 'https://id.example/authorize?client_id=a%7Bb&redirect_uri={redirect}&state={state}&code_challenge={challenge}';

test('who signs in at the page of a backend comes back with a proof that nobody else has', async () => {
  const page = tab('?lang=en');
  const { leave, comeBack } = await load('authorize');
  await leave(template, 'memo');
  const asked = page.left.searchParams;
  assert.equal(asked.get('redirect_uri'), 'https://app.example/crm/');
  assert.equal(asked.get('client_id'), 'a{b');
  globalThis.location.search = `?code=c%2F1&state=${encodeURIComponent(asked.get('state'))}`;
  const back = JSON.parse(comeBack());
  assert.equal(back.memo, 'memo');
  assert.equal(back.code, 'c/1');
  assert.equal(back.redirect, 'https://app.example/crm/');
  assert.match(back.verifier, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(createHash('sha256').update(back.verifier).digest('base64url'), asked.get('code_challenge'));
  assert.equal(page.shown, '/crm/?lang=en#/sync');
  assert.equal(comeBack(), '', 'an answer counts once');
});

test('an answer that this tab has not asked for is ignored', async () => {
  tab('?code=stolen&state=guessed');
  const { leave, comeBack } = await load('authorize');
  assert.equal(comeBack(), '');
  await leave(template, 'memo');
  globalThis.location.search = '?code=stolen&state=guessed';
  assert.equal(comeBack(), '');
});

test('a refusal is told in the words of the backend', async () => {
  const page = tab('');
  const { leave, comeBack } = await load('authorize');
  await leave(template, 'memo');
  const state = encodeURIComponent(page.left.searchParams.get('state'));
  globalThis.location.search = `?error=access_denied&error_description=User%20said%20no&state=${state}`;
  assert.equal(JSON.parse(comeBack()).error, 'User said no');
});
