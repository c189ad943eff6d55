import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { filter, textOf } from '../support/data.mjs';

const columns = ['id', 'name', 'tier', 'lifecycle', 'industry', 'phone', 'email', 'website', 'country', 'city', 'address',
  'revenue', 'employees', 'founded', 'tags', 'description', 'created', 'updated'];
const numbers = new Set(['revenue', 'employees', 'founded']);
const typed = columns.map((name) => `${name} ${numbers.has(name) ? 'INTEGER' : 'TEXT'}`).join(', ');

let records;
let database;
let searching;
const sqlite = sqlite3InitModule();

async function connect() {
  const pool = await (await sqlite).installOpfsSAHPoolVfs({ name: 'bench' });
  database = new pool.OpfsSAHPoolDb('/customers.db');
  database.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -65536');
}

function prepared(text, bindings, each) {
  const statement = database.prepare(text);
  try {
    if (bindings.length > 0) statement.bind(bindings);
    while (statement.step()) each(statement);
  } finally {
    statement.finalize();
  }
}

/** Through a statement that is prepared once, all in one transaction. */
function insertAll(into, table, names, rows) {
  into.exec('BEGIN');
  const insert = into.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`);
  for (const row of rows) insert.bind(row).stepReset();
  insert.finalize();
}

const does = {
  take: async (given) => {
    records = given;
    await connect();
    database.exec(`CREATE TABLE customers (${typed}, PRIMARY KEY (id)) WITHOUT ROWID`);
  },
  write: () => {
    insertAll(database, 'customers', columns, records.map((each) => columns.map((name) => each[name])));
    database.exec('CREATE INDEX by_stage ON customers (lifecycle, revenue, employees)');
    database.exec('CREATE INDEX by_city ON customers (city, employees)');
    database.exec('COMMIT');
  },
  open: connect,
  filterSort: () => {
    const where = 'FROM customers WHERE lifecycle = ? AND employees >= ?';
    const bindings = [filter.lifecycle, filter.employees];
    let count = 0;
    prepared(`SELECT count(*) ${where}`, bindings, (row) => (count = row.get(0)));
    const first = [];
    prepared(`SELECT id ${where} ORDER BY revenue DESC LIMIT ${filter.page}`, bindings, (row) => first.push(row.get(0)));
    return { count, first };
  },
  groupSum: () => {
    const sums = new Map();
    prepared('SELECT city, sum(employees) FROM customers GROUP BY city', [], (row) => sums.set(row.get(0), row.get(1)));
    return sums;
  },
  index: async (given) => {
    const { oo1 } = await sqlite;
    searching = new oo1.DB(':memory:');
    searching.exec('CREATE VIRTUAL TABLE texts USING fts5(body, tokenize = "trigram")');
    insertAll(searching, 'texts', ['rowid', 'body'], given.map((each, i) => [i, textOf(each).toLowerCase()]));
    searching.exec('COMMIT');
  },
  search: (term) => {
    const long = [...term].length >= 3; // shorter ones the index cannot answer
    const found = [];
    searching.exec({
      sql: `SELECT rowid FROM texts WHERE ${long ? 'texts MATCH ?' : 'instr(body, ?) > 0'}`,
      bind: [long ? `"${term.replaceAll('"', '""')}"` : term],
      rowMode: 0,
      resultRows: found,
    });
    return found;
  },
};

self.onmessage = async ({ data: { number, what, values } }) => {
  try {
    self.postMessage({ number, answer: await does[what](...values) });
  } catch (error) {
    self.postMessage({ number, error: String(error?.stack ?? error) });
  }
};
