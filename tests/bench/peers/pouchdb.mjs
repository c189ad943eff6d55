import PouchDB from 'pouchdb-browser';
import { filterSort, groupSum } from '../support/data.mjs';

const perCall = 5000;
let database;

export async function prepareWrite() {
  database = new PouchDB('bench');
  await database.info();
}

export async function write(records) {
  for (let i = 0; i < records.length; i += perCall) {
    const answers = await database.bulkDocs(records.slice(i, i + perCall).map((each) => ({ _id: each.id, ...each })));
    if (answers.some(({ error }) => error)) throw new Error('records were not written');
  }
}

/** It keeps no index of its own but the id's: a query reads everything. */
export async function open() {
  await prepareWrite();
  const all = async () => (await database.allDocs({ include_docs: true })).rows.map(({ doc }) => doc);
  return { filterSort: async () => filterSort(await all()), groupSum: async () => groupSum(await all()) };
}

export const preparePull = prepareWrite;

export async function pull(url) {
  const { ok, errors } = await database.replicate.from(new URL(url, location.href).href, { batch_size: 500 });
  if (!ok) throw new Error(String(errors));
}

export const countPulled = async () => (await database.info()).doc_count;
