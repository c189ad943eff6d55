// One step of one peer, in a page of its own: ?peer=dexie&step=write&records=1000. `window.result` is its promise.
import { filterSort, groupSum, makeCustomers, searchTerms, textOf } from '../support/data.mjs';
import { median, percentile } from '../support/numbers.mjs';

const peers = {
  'saddlebag': () => import('../peers/saddlebag.mjs').then((peer) => ({ ...peer, ...peer.asImport })),
  'saddlebag-load': () => import('../peers/saddlebag.mjs').then((peer) => ({ ...peer, ...peer.asLoad })),
  'indexeddb': () => import('../peers/indexeddb.mjs'),
  'arrays': () => import('../peers/arrays.mjs'),
  'dexie': () => import('../peers/dexie.mjs'),
  'rxdb': () => import('../peers/rxdb.mjs'),
  'pouchdb': () => import('../peers/pouchdb.mjs'),
  'sqlite': () => import('../peers/sqlite.mjs'),
  'lokijs': () => import('../peers/lokijs.mjs'),
  'tinybase': () => import('../peers/tinybase.mjs'),
  'minisearch': () => import('../peers/minisearch.mjs'),
  'flexsearch': () => import('../peers/flexsearch.mjs'),
  'fetch-pages': () => import('../peers/fetch.mjs').then((peer) => ({ ...peer, ...peer.inPages })),
  'fetch-once': () => import('../peers/fetch.mjs').then((peer) => ({ ...peer, ...peer.atOnce })),
};

// Every peer's writes are on the disk when they are said to be, as ours are, also of those that offer no such option.
const { transaction } = IDBDatabase.prototype;
IDBDatabase.prototype.transaction = function (stores, mode, options) {
  return transaction.call(this, stores, mode, mode === 'readwrite' ? { ...options, durability: 'strict' } : options);
};

const since = (begin) => performance.now() - begin;

/** Milliseconds of one call, the median of some; short ones are repeated, since the clock is coarse. */
async function timed(call, { atLeastMs = 20, budgetMs = 3000 } = {}) {
  const samples = [];
  const begin = performance.now();
  for (let repeats = 1; samples.length < 7 && (samples.length === 0 || since(begin) < budgetMs);) {
    const from = performance.now();
    for (let i = 0; i < repeats; ++i) {
      const answer = call();
      if (answer instanceof Promise) await answer;
    }
    const took = since(from);
    if (took < atLeastMs) repeats *= 2;
    else samples.push(took / repeats);
  }
  return median(samples);
}

function same(found, expected, what) {
  const [a, b] = [found, expected].map((each) => JSON.stringify(each instanceof Map ? [...each].sort() : each));
  if (a !== b) throw new Error(`${what}: ${a.slice(0, 300)} instead of ${b.slice(0, 300)}`);
}

async function measureSearch(records, search, numbersFound) {
  const texts = records.map((each) => textOf(each).toLowerCase());
  const times = [];
  let wanted = 0;
  let got = 0;
  let all = 0;
  for (const term of searchTerms(records)) {
    const expected = texts.flatMap((text, number) => (text.includes(term) ? [number] : []));
    let found = await search(term); // warm
    const samples = [];
    for (let i = 0; i < 5; ++i) {
      const from = performance.now();
      found = search(term);
      if (found instanceof Promise) found = await found;
      samples.push(since(from));
    }
    times.push(median(samples));
    const numbers = new Set(numbersFound ? numbersFound() : found);
    wanted += expected.length;
    got += expected.filter((number) => numbers.has(number)).length;
    all += numbers.size;
  }
  return { searchP95: percentile(times, 0.95), searchMedian: median(times), recall: got / wanted, precision: got / all };
}

const steps = {
  async write(peer, count) {
    const records = makeCustomers(count);
    await peer.prepareWrite(records);
    const begin = performance.now();
    await peer.write(records);
    const write = since(begin);
    await peer.afterWrite?.();
    return { write };
  },

  /** Since the page began to load, scripts and compilation included. */
  async open(peer, count) {
    const opened = await peer.open();
    const list = await opened.filterSort();
    const groups = await opened.groupSum();
    const open = performance.now();
    return { open, ...await measureQueries(opened, makeCustomers(count), list, groups) };
  },

  async memory(peer, count) {
    const records = makeCustomers(count);
    const opened = peer.inMemory(records);
    return measureQueries(opened, records, opened.filterSort(), opened.groupSum());
  },

  async search(peer, count) {
    const records = makeCustomers(count);
    const begin = performance.now();
    const search = await peer.makeSearch(records);
    const index = since(begin);
    return { index, ...await measureSearch(records, search) };
  },

  async pull(peer, count) {
    await peer.preparePull?.();
    const begin = performance.now();
    await peer.pull(`${location.origin}/db/saddlebag`, count);
    const pull = since(begin);
    const pulled = await peer.countPulled();
    if (pulled !== count) throw new Error(`${pulled} of ${count} records came`);
    return { pull };
  },
};

async function measureQueries(opened, records, list, groups) {
  same(list, filterSort(records), 'the list');
  same(groups, groupSum(records), 'the groups');
  return {
    filterSort: await timed(opened.filterSort),
    groupSum: await timed(opened.groupSum),
    ...(opened.search ? await measureSearch(records, opened.search, opened.numbersFound) : {}),
  };
}

const wanted = new URLSearchParams(location.search);
window.result = (async () => steps[wanted.get('step')](await peers[wanted.get('peer')](), Number(wanted.get('records'))))();
