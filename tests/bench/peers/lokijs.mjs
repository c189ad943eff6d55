// LokiJS with its newer adapter for IndexedDB, which waits until transactions are complete.
import Loki from 'lokijs';
import IncrementalIndexedDBAdapter from 'lokijs/src/incremental-indexeddb-adapter.js';
import { filter, groupSum } from '../support/data.mjs';

let database;

export async function prepareWrite() {
  database = new Loki('bench', { adapter: new IncrementalIndexedDBAdapter() });
}

const failing = (resolve, reject) => (error) => (error ? reject(error) : resolve());

export function write(records) {
  database.addCollection('customers', { indices: ['lifecycle'] }).insert(records);
  return new Promise((resolve, reject) => database.saveDatabase(failing(resolve, reject)));
}

export async function open() {
  await prepareWrite();
  await new Promise((resolve, reject) => database.loadDatabase({}, failing(resolve, reject)));
  const customers = database.getCollection('customers');
  return {
    filterSort: () => {
      const found = customers.chain().find({ lifecycle: filter.lifecycle })
        .find({ employees: { $gte: filter.employees } }).simplesort('revenue', true).data();
      return { count: found.length, first: found.slice(0, filter.page).map(({ id }) => id) };
    },
    groupSum: () => groupSum(customers.data),
  };
}
