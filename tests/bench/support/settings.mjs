// What is measured where: node <script> [folder of the build], and the environment.
import { existsSync, readFileSync } from 'node:fs';
import { cpus, totalmem, type, release } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const number = (name, usual) => Number(process.env[name] || usual);

export const build = path.resolve(process.argv[2] ?? path.join(root, 'build'));
export const results = path.join(build, 'bench');
/** Customers; a pull takes a fifth of them. */
export const records = number('SADDLEBAG_BENCH_RECORDS', 100_000);
export const pulled = Math.max(1, Math.floor(records / 5));
export const rounds = number('SADDLEBAG_BENCH_ROUNDS', 5);
/** Names of the peers to measure, all where it is empty. */
export const only = (process.env.SADDLEBAG_BENCH_ONLY ?? '').split(',').filter(Boolean);

export function machine() {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`;
}

/** Of an npm package that is measured here. */
export function versionOf(name) {
  const file = fileURLToPath(new URL(`../node_modules/${name}/package.json`, import.meta.url));
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : '';
}
