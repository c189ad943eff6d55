// The texts of the interface, as people read them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../assets/locales', import.meta.url));
const texts = Object.assign({}, ...readdirSync(folder).filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'))));

/** The text of a key, with its places filled in. */
export function text(language, key, ...values) {
  const found = texts[key]?.[language];
  if (found === undefined) throw new Error(`no text ${key} in ${language}`);
  return found.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));
}
