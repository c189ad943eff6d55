// Which folder of src/ may include what. The picture is in src/README.md; this is the same, to be checked.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const ports = 'platform/ports.hpp';
const core = ['base', 'model', 'locale', 'assets.hpp'];
const data = [...core, 'store', ports];

/** For each room, what it may include: rooms, or single headers. A room may always include itself. */
const mayInclude = {
  base: ['assets.hpp'],
  [ports]: [],
  platform: ['base', ports],
  'platform/native': ['base', 'platform', ports],
  'platform/web': ['base', 'ui', 'platform', ports],
  model: ['base', 'locale', 'assets.hpp'],
  store: [...core, ports],
  sync: data,
  domain: data,
  analytics: data,
  exchange: data,
  ui: [...data, 'domain', 'analytics', 'exchange'], // not sync: it reads a status and sends commands
  tool: [...data, 'sync', 'domain', 'analytics', 'exchange', 'platform', 'platform/native'],
  app: [...data, 'sync', 'domain', 'analytics', 'exchange', 'ui'],
  main: [...core, 'app', 'ui', 'platform', 'platform/web', ports],
};

/** Headers of others that belong in few rooms. */
const foreign = [
  { name: 'the browser', pattern: /^emscripten|^GLES|^EGL/, rooms: ['platform/web'] },
  { name: 'Dear ImGui', pattern: /^(imgui|imstb_|backends\/imgui|misc\/(cpp|freetype)\/imgui)/, rooms: ['platform/web', 'ui'] },
];

/** The room of a file, by its path below src/. */
function roomOf(file) {
  if (file === ports || file === 'assets.hpp') return file;
  const [first, second] = file.split('/');
  if (!file.includes('/')) return 'main';
  return first === 'platform' && ['native', 'web'].includes(second) ? `platform/${second}` : first;
}

function allowed(room, included) {
  return included === room || (mayInclude[room] ?? []).includes(included);
}

function checkInclude(room, quoted, name) {
  for (const { name: who, pattern, rooms } of foreign) {
    if (pattern.test(name)) return rooms.includes(room) ? undefined : `${room} must not know ${who}`;
  }
  const ours = roomOf(name);
  const isOurs = ours in mayInclude ? ours !== 'main' : ['locale', 'assets.hpp'].includes(ours);
  if (room === ports && (isOurs || quoted)) return 'the ports depend on the standard library alone';
  if (isOurs && !allowed(room, ours)) return `${room} must not include ${ours}`;
}

/** Every include below `src` that runs the wrong way, as `file:line: reason`. */
export function violations(src) {
  const found = [];
  for (const file of readdirSync(src, { recursive: true }).sort()) {
    if (!/\.(hpp|cpp|h|inc)$/.test(file)) continue;
    const room = roomOf(file);
    if (!(room in mayInclude)) {
      found.push(`${file}: no room of that name in tests/layering/layering.mjs`);
      continue;
    }
    readFileSync(path.join(src, file), 'utf8').split('\n').forEach((line, index) => {
      const [, open, written] = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(line) ?? [];
      if (!written) return;
      // A header beside the file may be named without its folder.
      const beside = path.posix.join(path.posix.dirname(file), written);
      const name = open === '"' && existsSync(path.join(src, beside)) ? beside : written;
      const reason = checkInclude(room, open === '"', name);
      if (reason) found.push(`${file}:${index + 1}: ${reason} (${written})`);
    });
  }
  return found;
}
