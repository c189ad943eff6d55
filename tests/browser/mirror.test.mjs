// What assistive technology is told, after one tree of things followed another: the mirror is given differences only, and
// has to end with what it would have made of the last tree alone.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { scene } from './support/scene.mjs';

const host = fileURLToPath(new URL('../../web/host/mirror.ts', import.meta.url));

/** Runs in the page: a hundred trees of the same few things, which change their parents, order, roles and names. Answers the first fault. */
function liveThrough({ Mirror }, seed) {
  let state = seed;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const roles = ['group', 'option', 'listbox', 'button', 'textbox', 'row'];
  const encoder = new TextEncoder();

  function bytesOf(changed, order) {
    const bytes = [];
    const u32 = (number) => bytes.push(number & 255, (number >>> 8) & 255, (number >>> 16) & 255, number >>> 24);
    const text = (words) => {
      const coded = encoder.encode(words);
      u32(coded.length);
      bytes.push(...coded);
    };
    u32(changed.length);
    for (const { id, role, name } of changed) {
      for (const number of [id, 0, 0, 0, 0, 0, 0, 0, 0]) u32(number);
      for (const words of [role, name, '', '']) text(words);
    }
    u32(order.length);
    for (const { id, parent } of order) [id, parent].forEach(u32);
    return new Uint8Array(bytes);
  }

  function tree() {
    const ids = Array.from({ length: 12 }, (_, i) => i + 1).filter(() => below(4) > 0).map((id) => [below(1000), id]).sort(([a], [b]) => a - b).map(([, id]) => id);
    const inside = [0];
    return ids.map((id) => {
      const parent = inside[below(inside.length)];
      const role = roles[below(roles.length)];
      if (role !== 'textbox') inside.push(id);
      return { id, parent, role, name: 'abc'[below(3)] };
    });
  }

  const fresh = () => {
    const root = document.body.appendChild(document.createElement('div'));
    return { root, mirror: new Mirror({ tell() {} }, root, document.createElement('textarea')) };
  };
  const shape = (element) => [...element.children].map((child) => [child.id, child.localName, child.getAttribute('role'), shape(child)]);

  const lasting = fresh();
  let known = new Map();
  for (let round = 0; round < 100; ++round) {
    const nodes = tree();
    const told = new Map(nodes.map((node) => [node.id, `${node.role} ${node.name}`]));
    const once = fresh();
    once.mirror.apply(bytesOf(nodes, nodes));
    try {
      lasting.mirror.apply(bytesOf(nodes.filter(({ id }) => known.get(id) !== told.get(id)), nodes));
    } catch (error) {
      return `round ${round}: ${error}`;
    }
    known = told;
    const [have, want] = [lasting.root, once.root].map((root) => JSON.stringify(shape(root)));
    if (have !== want) return `round ${round}: ${have} instead of ${want}`;
    once.root.remove();
  }
  return '';
}

scene('whatever tree follows another, the mirror ends with the last one', async (here) => {
  const { outputFiles: [{ text }] } = await build({ entryPoints: [host], bundle: true, format: 'iife', globalName: 'host', write: false, target: 'es2022' });
  const { page } = await here.open('licences.txt', { ready: false });
  const first = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  for (let seed = first; seed < first + 50; ++seed) {
    const fault = await page.evaluate(`(() => { ${text}; return (${liveThrough})(host, ${seed}); })()`);
    assert.equal(fault, '', `SEED=${seed} makes the same choices again`);
  }
});
