import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { scene } from './support/scene.mjs';
import { createCustomer, documents, edit, fieldBecomes, synced } from './support/steps.mjs';
import { text } from './support/texts.mjs';
import { until } from './support/wait.mjs';

const megabyte = 1 << 20;

/** Writes pieces as fast as they are taken, until that is all or nobody listens any more; answers how many went out. */
async function pour(answer, start, piece, count) {
  answer.writeHead(200, { 'content-type': 'application/json' });
  answer.write(start);
  for (let sent = 0; ; ++sent) {
    if (sent === count) return answer.end() && sent;
    if (answer.destroyed) return sent;
    if (!answer.write(piece)) await new Promise((resolve) => answer.once('drain', resolve).once('close', resolve));
  }
}

/** A server in front of an honest one: what it does to requests for data is up to `spoil`. */
class Hostile {
  spoil;
  requests = 0;

  async start(honest) {
    this.server = createServer((incoming, answer) => {
      if (this.spoil && incoming.url.startsWith('/db/')) {
        ++this.requests;
        incoming.resume();
        return this.spoil(answer, incoming);
      }
      const onward = request(new URL(incoming.url, honest), { method: incoming.method, headers: incoming.headers }, (response) => {
        answer.writeHead(response.statusCode, response.headers);
        response.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      answer.on('close', () => onward.destroy());
      incoming.pipe(onward);
    });
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.server.address().port}/`;
  }

  async end() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

let poured = 0; // megabytes of the last long answer that were taken
const attacks = [
  ['200 MB of an answer', 'error.too_long', async (answer) => {
    poured = await pour(answer, '{"results":["', Buffer.alloc(megabyte, 'x'), 200);
  }],
  ['60 million lists in each other', 'error.too_long', (answer) => pour(answer, '{"results":', Buffer.alloc(megabyte, '['), 60)],
  ['10,000 levels', 'sync.no_data', (answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' }).end('['.repeat(10_000) + ']'.repeat(10_000));
  }],
  ['a circle of redirects', 'sync.no_data', (answer, { url }) => answer.writeHead(302, { location: `${url.split('?')[0]}?again=${Math.random()}` }).end()],
  ['a web page', 'sync.no_data', (answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Wi-Fi</title>Sign in')],
  ['a broken connection', 'error.offline', (answer) => answer.destroy()],
];

scene('whatever a hostile server answers, the sync centre says what to do, the app works, and nothing is lost or bent', async (here) => {
  const server = await here.serve({ backend: true });
  const hostile = new Hostile();
  await hostile.start(server.url);
  try {
    const app = await (await here.device()).open(`${hostile.url}?lang=en`);
    const page = await createCustomer(app, 'Cloudsail Ltd', { City: 'Hangzhou' });
    await synced(app);
    for (const [i, [attack, says, spoil]] of attacks.entries()) {
      hostile.requests = 0;
      hostile.spoil = spoil;
      hostile.server.closeAllConnections(); // the question that waits for news
      await until(`${attack} to be asked for`, () => hostile.requests > 0);
      await app.go(page);
      await edit(app, 'City', `City ${i}`);
      await fieldBecomes(app, 'City', `City ${i}`);
      await app.saved();
      await app.go('#/sync');
      await until(`${attack} to be told of`, async () => {
        const seen = await app.node('main').innerText();
        if (seen.includes(text('en', says))) return true;
        throw new Error(seen);
      }, { seconds: 60 });
      assert.equal((await app.stats()).queueLength, 1, attack);
      if (i === 0) {
        assert.ok(poured < 150, `${poured} MB were taken`);
        await app.click('button', text('en', 'topbar.other_language'));
        await app.read(new RegExp(text('zh-CN', says)), app.node('main'));
        await app.click('button', text('zh-CN', 'topbar.other_language'));
      }
      hostile.spoil = undefined;
      await app.click('button', 'Sync now');
      await synced(app);
      const customers = await documents(server, 'customer');
      assert.deepEqual(customers.map(({ name, city }) => [name, city]), [['Cloudsail Ltd', `City ${i}`]], attack);
      assert.deepEqual(app.complaints, [], attack);
    }
  } finally {
    await hostile.end();
  }
}, { seconds: 300 });
