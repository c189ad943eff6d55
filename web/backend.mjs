// A real CouchDB-compatible backend on LevelDB, as a process of its own: a test may stop it, or kill it, like any server.
// Started by serve.mjs, which hears the port by a message; ends when that process does.
// node backend.mjs <folder of the data> <database>
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

const [data, database] = process.argv.slice(2);
mkdirSync(data, { recursive: true });

// The very modules that pouchdb-server is made of, from where it finds them.
const require = createRequire(createRequire(import.meta.url).resolve('pouchdb-server/package.json'));
const PouchDB = require('pouchdb-core')
  .plugin(require('pouchdb-adapter-http'))
  .plugin(require('pouchdb-adapter-leveldb'))
  .plugin(require('pouchdb-replication'))
  .plugin(require('pouchdb-mapreduce'))
  .defaults({ prefix: data + path.sep });
const handler = require('express-pouchdb')(PouchDB, {
  inMemoryConfig: true,
  logPath: path.join(data, 'backend.log'),
  overrideMode: { exclude: ['routes/fauxton'] },
});

await new PouchDB(database).info(); // creates it
const server = createServer(require('express')().use(handler));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {}); // Ctrl C reaches this process too; the parent ends it in good order
process.on('SIGTERM', () => process.exit(0));
