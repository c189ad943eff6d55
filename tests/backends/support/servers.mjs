// The servers that the week is played on: the program, what config.json says of it, and how to read what it has.
import assert from 'node:assert/strict';

const script = (name) => new URL(name, import.meta.url);

async function read(url, headers) {
  const response = await fetch(url, { headers });
  assert.equal(response.status, 200, url);
  return response.json();
}

/** Everything that is not deleted, as [kind, id, fields]. */
export const pouchdbServer = {
  title: 'pouchdb-server',
  backend: true,
  async records(url) {
    const { rows } = await read(`${url}db/saddlebag/_all_docs?include_docs=true`);
    return rows.filter(({ doc }) => doc.kind).map(({ doc: { _id, _rev, kind, ...fields } }) => [kind, _id.split(':')[1], fields]);
  },
};

const collections = {
  custom_fields: 'custom_field', users: 'user', pipelines: 'pipeline', stages: 'stage', products: 'product', customers: 'customer',
  contacts: 'contact', leads: 'lead', opportunities: 'opportunity', activities: 'activity', notes: 'note',
};
export const jsonServer = {
  title: 'json-server',
  collections: Object.keys(collections),
  backend: { script: script('json-server.mjs'), config: { connector: 'json-server', url: '/db' } },
  async records(url) {
    const all = await Promise.all(Object.entries(collections).map(async ([name, kind]) =>
      (await read(`${url}db/${name}`)).map(({ id, rev, ...fields }) => [kind, id, fields])));
    return all.flat();
  },
};

const key = { user: 'saddlebag', secret: 'a key for everybody' };
export const parseServer = {
  title: 'Parse Server on PostgreSQL',
  options: { appId: key.user, restAPIKey: key.secret },
  backend: { script: script('parse-server.mjs'), config: { connector: 'parse', url: '/db', ...key } },
  async records(url) {
    const headers = { 'x-parse-application-id': key.user, 'x-parse-rest-api-key': key.secret };
    const { results } = await read(`${url}db/classes/Record?limit=10000`, headers);
    return results.filter(({ removed }) => !removed).map(({ kind, objectId, data }) => [kind, objectId, data]);
  },
};
