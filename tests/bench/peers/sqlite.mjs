// SQLite's own WebAssembly build in a worker, on the origin's private file system.
const worker = new Worker('sqlite_worker.js', { type: 'module' });
let last = 0;
const waiting = new Map();
worker.onmessage = ({ data: { number, answer, error } }) => {
  const { resolve, reject } = waiting.get(number);
  waiting.delete(number);
  if (error) reject(new Error(error));
  else resolve(answer);
};
worker.onerror = (event) => waiting.forEach(({ reject }) => reject(new Error(event.message)));

function ask(what, ...values) {
  return new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    worker.postMessage({ number: last, what, values });
  });
}

// The records are in the worker's memory before the clock starts, as ours are in WebAssembly's.
export const prepareWrite = (records) => ask('take', records);
export const write = () => ask('write');

export async function open() {
  await ask('open');
  return { filterSort: () => ask('filterSort'), groupSum: () => ask('groupSum') };
}

/** FTS5 with trigrams, in memory. */
export async function makeSearch(records) {
  await ask('index', records);
  return (term) => ask('search', term);
}
