// Checks the types of the host and, with other libraries in scope, those of the workers.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('.', import.meta.url));
const holdsTypeScript = (folder) =>
  existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => name.endsWith('.ts'));

let failed = false;
for (const [project, sources] of [['tsconfig.json', `${web}host`], ['tsconfig.worker.json', `${web}../shell`]]) {
  if (!holdsTypeScript(sources)) continue;
  const run = spawnSync('node_modules/.bin/tsc', ['--noEmit', '-p', project], { cwd: web, stdio: 'inherit' });
  failed ||= run.status !== 0;
}
process.exit(failed ? 1 : 0);
