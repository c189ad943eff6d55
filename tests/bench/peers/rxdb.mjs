// RxDB on its free storage for browsers, the one on Dexie.
import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateCouchDB } from 'rxdb/plugins/replication-couchdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { filter, groupSum } from '../support/data.mjs';

const perCall = 10_000;
const text = { type: 'string' };
const indexed = { type: 'string', maxLength: 40 };

const flat = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: indexed, name: text, tier: text, lifecycle: indexed, industry: text, phone: text, email: text, website: text,
    country: text, city: text, address: text,
    revenue: { type: 'number', minimum: 0, maximum: 1e12, multipleOf: 1 },
    employees: { type: 'number' }, founded: { type: 'number' },
    tags: text, description: text, created: text, updated: text,
  },
  required: ['id', 'name', 'lifecycle', 'revenue'],
  indexes: [['lifecycle', 'revenue']],
};
const document = {
  version: 0,
  primaryKey: '_id',
  type: 'object',
  properties: {
    ...flat.properties,
    _id: { type: 'string', maxLength: 60 }, kind: text, annual_revenue: { type: 'object' }, tags: { type: 'array', items: text },
  },
  required: ['_id'],
};
for (const name of ['id', 'revenue']) delete document.properties[name];

let collection;

async function connect(schema) {
  const database = await createRxDatabase({ name: 'bench', storage: getRxStorageDexie(), multiInstance: false });
  ({ customers: collection } = await database.addCollections({ customers: { schema } }));
}

export const prepareWrite = () => connect(flat);

export async function write(records) {
  for (let i = 0; i < records.length; i += perCall) {
    const { error } = await collection.bulkInsert(records.slice(i, i + perCall));
    if (error.length > 0) throw new Error(`${error.length} records were not written`);
  }
}

// It keeps the answers to queries; one that it has not been asked yet means the same with a hair's breadth between.
let asked = 0;
const asNew = (bound) => bound - ++asked / 1e6;

export async function open() {
  await connect(flat);
  return {
    filterSort: async () => {
      const found = await collection.find({
        selector: { lifecycle: filter.lifecycle, employees: { $gte: asNew(filter.employees) } },
        sort: [{ revenue: 'desc' }],
        index: ['lifecycle', 'revenue'],
      }).exec();
      return { count: found.length, first: found.slice(0, filter.page).map(({ id }) => id) };
    },
    groupSum: async () => groupSum(await collection.find({ selector: { employees: { $gte: asNew(0) } } }).exec()),
  };
}

export const preparePull = () => connect(document);

export async function pull(url) {
  const replication = replicateCouchDB({
    replicationIdentifier: 'bench',
    collection,
    url: `${url}/`,
    live: false,
    pull: { batchSize: 500 },
  });
  const errors = [];
  replication.error$.subscribe((error) => errors.push(error));
  await replication.awaitInitialReplication();
  if (errors.length > 0) throw errors[0];
}

export const countPulled = () => collection.count().exec();
