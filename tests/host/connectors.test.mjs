// The ready connectors satisfy the schema that documents them, and the schema means what the program's reader means:
// the same examples are played against the reader in tests/sync/contracts_test.cpp.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';

const connectors = new URL('../../assets/connectors/', import.meta.url);
const contracts = new URL('../sync/contracts/', import.meta.url);
const json = async (url) => JSON.parse(await readFile(url, 'utf8'));
const schema = await json(new URL('schema.json', connectors));
const validate = new Ajv2020({ strict: false }).compile(schema);

function mergePatch(target, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const merged = target && typeof target === 'object' && !Array.isArray(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

test('every connector satisfies the schema and has a contract', async () => {
  const names = (await readdir(connectors)).filter((name) => name !== 'schema.json').map((name) => name.replace('.json', ''));
  assert.deepEqual(names.sort(), (await json(new URL('all.json', contracts))).sort());
  for (const name of names) {
    const connector = await json(new URL(`${name}.json`, connectors));
    assert.ok(validate(connector), `${name}: ${JSON.stringify(validate.errors)}`);
    assert.equal(connector.name, name);
    assert.ok(connector.documentation.length > 0, `${name} names no page of documentation`);
    const contract = await json(new URL(`${name}.json`, contracts));
    assert.match(contract.documentation, /^https:/);
  }
});

test('the interface offers every connector', async () => {
  const screen = await readFile(new URL('../../src/ui/screens/sync.cpp', import.meta.url), 'utf8');
  for (const name of await json(new URL('all.json', contracts))) assert.ok(screen.includes(`{"${name}", `), name);
});

test('the schema refuses the examples that the reader refuses', async () => {
  const base = await json(new URL('json-server.json', connectors));
  for (const { patch, wrong } of await json(new URL('examples.json', contracts))) {
    assert.equal(validate(mergePatch(base, patch)), wrong === '', JSON.stringify(patch));
  }
});
