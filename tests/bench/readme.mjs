// Takes the last results over into the README, between its markers. Run by hand, on a quiet machine:
//   cmake --workflow --preset bench && node tests/bench/readme.mjs [folder of the build]
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { results } from './support/settings.mjs';

const readme = fileURLToPath(new URL('../../README.md', import.meta.url));
const begin = '<!-- bench -->';
const end = '<!-- /bench -->';

const text = readFileSync(readme, 'utf8');
const from = text.indexOf(begin);
const to = text.indexOf(end);
if (from < 0 || to < from) {
  console.error(`The README has no lines ${begin} and ${end} yet: put them where the tables belong.`);
  process.exit(1);
}
const tables = ['results.md', 'frames.md', 'canvas.md'].map((name) => readFileSync(path.join(results, name), 'utf8').trim());
writeFileSync(readme, `${text.slice(0, from)}${begin}\n${tables.join('\n\n')}\n${text.slice(to)}`);
console.log('The README has the new numbers.');
