// Measures the engine in the browser against what else keeps records there, with the same data in the same run:
//   node browser.mjs [folder of the build]
//   SADDLEBAG_BENCH_RECORDS   customers, 100,000 by default
//   SADDLEBAG_BENCH_ROUNDS    of which the median is taken, 5 by default
//   SADDLEBAG_BENCH_ONLY      names of peers, separated by commas
// Prints a table and writes it to <build>/bench/results.md.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startServer } from '../../web/serve.mjs';
import { bundle } from './support/bundle.mjs';
import { makeCustomers, toDocument } from './support/data.mjs';
import { median } from './support/numbers.mjs';
import { Profile } from './support/profile.mjs';
import { report } from './support/report.mjs';
import { peers } from './support/peers.mjs';
import { build, only, pulled, records, results, rounds } from './support/settings.mjs';

const site = path.join(results, 'site');
const profiles = path.join(results, 'profiles');
const perPush = 1000;

async function send(method, url, body) {
  const response = await fetch(url, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
}

async function fillBackend(url) {
  const documents = makeCustomers(pulled).map(toDocument);
  for (let i = 0; i < documents.length; i += perPush) {
    await send('POST', `${url}db/saddlebag/_bulk_docs`, { docs: documents.slice(i, i + perPush) });
  }
}

/** All steps of one peer, on a device of its own. `pull` begins on an empty one. */
async function measure(url, { name, steps }) {
  const found = {};
  let profile = new Profile(profiles);
  try {
    for (const step of steps) {
      if (step === 'pull') {
        profile.dispose();
        profile = new Profile(profiles);
      }
      const count = step === 'pull' ? pulled : records;
      Object.assign(found, await profile.step(`${url}?peer=${name}&step=${step}&records=${count}`));
    }
  } catch (error) {
    // One that fails says so in the table; the others can still be measured.
    console.log(`  ${name} failed: ${error.message}`);
    found.failed = error.message.split('\n')[0];
  } finally {
    profile.dispose();
  }
  return found;
}

/** The medians of what was measured in each round. */
function mediansOf(all) {
  const medians = {};
  for (const name of new Set(all.flatMap(Object.keys))) {
    const values = all.map((each) => each[name]).filter((value) => value !== undefined);
    medians[name] = typeof values[0] === 'number' ? median(values) : values[0];
  }
  return medians;
}

async function chromiumVersion() {
  const profile = new Profile(profiles);
  try {
    return await profile.version();
  } finally {
    profile.dispose();
  }
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
await bundle(site, path.join(build, 'wasm'));
const server = await startServer({ site, data: path.join(results, 'backend') });
try {
  await fillBackend(server.url);
  const chosen = peers.filter(({ name }) => only.length === 0 || only.includes(name));
  const measured = new Map(chosen.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; ++round) {
    for (const peer of chosen) {
      const found = await measure(server.url, peer);
      measured.get(peer.name).push(found);
      console.log(`round ${round} of ${rounds}: ${peer.name} ${JSON.stringify(found)}`);
    }
  }
  const medians = Object.fromEntries([...measured].map(([name, all]) => [name, mediansOf(all)]));
  const text = report(medians, await chromiumVersion());
  writeFileSync(path.join(results, 'results.json'), JSON.stringify({ records, rounds, medians, measured: [...measured] }, null, 1));
  writeFileSync(path.join(results, 'results.md'), text);
  console.log(`\n${text}`);
  // Every one of ours has to work; a peer that does not is named in the table.
  process.exitCode = chosen.some(({ name, ours }) => ours && medians[name].failed) ? 1 : 0;
} finally {
  await server.close();
  rmSync(profiles, { recursive: true, force: true });
}
