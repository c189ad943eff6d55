// IndexedDB as it is: arrays of 512 records, cloned by the browser, all in memory again when opened.
import { filterSort, groupSum } from '../support/data.mjs';

const perEntry = 512;
const name = 'bench';

const ended = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function connect() {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore('customers');
  return ended(request);
}

let database;

export async function prepareWrite() {
  database = await connect();
}

export function write(records) {
  const transaction = database.transaction('customers', 'readwrite');
  const store = transaction.objectStore('customers');
  for (let i = 0; i < records.length; i += perEntry) store.put(records.slice(i, i + perEntry), i);
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

export async function open() {
  database = await connect();
  const entries = await ended(database.transaction('customers').objectStore('customers').getAll());
  const records = entries.flat();
  return { filterSort: () => filterSort(records), groupSum: () => groupSum(records) };
}
