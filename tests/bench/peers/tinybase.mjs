import { createStore } from 'tinybase/store';
import { createIndexedDbPersister } from 'tinybase/persisters/persister-indexed-db';
import { filterSort, groupSum } from '../support/data.mjs';

let store;
let persister;

export async function prepareWrite() {
  store = createStore();
  persister = createIndexedDbPersister(store, 'bench');
}

export async function write(records) {
  store.setTable('customers', Object.fromEntries(records.map((each) => [each.id, each])));
  await persister.save();
}

export async function open() {
  await prepareWrite();
  await persister.load();
  const all = () => Object.values(store.getTable('customers'));
  return { filterSort: () => filterSort(all()), groupSum: () => groupSum(all()) };
}
