// json-server 0.17 as a process of its own, one collection for each kind, all of them in one file.
// node json-server.mjs <folder of the data>
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import jsonServer from 'json-server';
import { jsonServer as described } from './servers.mjs';

const [data] = process.argv.slice(2);
const file = path.join(data, 'db.json');
mkdirSync(data, { recursive: true });
if (!existsSync(file)) writeFileSync(file, JSON.stringify(Object.fromEntries(described.collections.map((name) => [name, []]))));

const server = createServer(jsonServer.create().use(jsonServer.router(file)));
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
process.on('SIGTERM', () => process.exit(0));
