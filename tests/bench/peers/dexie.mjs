import Dexie from 'dexie';
import { filter, groupSum } from '../support/data.mjs';

let database;

function connect() {
  database = new Dexie('bench');
  database.version(1).stores({ customers: 'id, lifecycle, city' });
  return database.open();
}

export const prepareWrite = connect;
export const write = (records) => database.customers.bulkPut(records);

export async function open() {
  await connect();
  return {
    filterSort: async () => {
      const growing = await database.customers.where('lifecycle').equals(filter.lifecycle).toArray();
      const found = growing.filter(({ employees }) => employees >= filter.employees).sort((a, b) => b.revenue - a.revenue);
      return { count: found.length, first: found.slice(0, filter.page).map(({ id }) => id) };
    },
    groupSum: async () => groupSum(await database.customers.toArray()),
  };
}
