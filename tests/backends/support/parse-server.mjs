// Parse Server on a PostgreSQL cluster of its own, as one process: the cluster lives as long as it does.
// node parse-server.mjs <folder of the data>
import { createServer } from 'node:http';
import { startPostgres } from './postgres.mjs';
import { parseServer } from './servers.mjs';

const [data] = process.argv.slice(2);
const postgres = await startPostgres(data);
process.on('exit', () => postgres.kill()); // where it was not stopped before
const end = () => postgres.stop().then(() => process.exit(0));
process.on('disconnect', end);
process.on('SIGINT', () => {});
process.on('SIGTERM', end);

process.env.PARSE_SERVER_LOGS_FOLDER = 'null'; // it makes one where it is started, unless told before it is loaded
const { ParseServer } = await import('parse-server');
// What the connector asks an administrator to prepare.
const everybody = { '*': true };
const record = {
  className: 'Record',
  fields: { kind: { type: 'String' }, data: { type: 'Object' }, removed: { type: 'Boolean' } },
  classLevelPermissions: { find: everybody, get: everybody, create: everybody, update: everybody },
};
const parse = new ParseServer({
  ...parseServer.options,
  masterKey: 'of nobody',
  serverURL: 'http://127.0.0.1/',
  databaseURI: 'postgres://localhost/postgres',
  databaseOptions: postgres.connection,
  allowCustomObjectId: true,
  schema: { definitions: [record], strict: true },
  verifyServerUrl: false,
  logsFolder: null,
  silent: true,
});
await parse.start();
const server = createServer(parse.app);
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
