// Parts the linked program in two: node split.mjs <program.wasm> <list> <tools> <first.wasm> <later.wasm>
//
// The list names the ways into what nobody needs in a first frame (cmake/later.txt). Whatever can be reached by them alone goes
// to the second module, which the page loads once it has drawn: program.ts. Which that is follows from who calls whom, so
// that new code finds its place by itself; a mistake costs a wait, never an answer, since a call to what is not there loads it.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [program, listFile, tools, first, later] = process.argv.slice(2);
/** Of WebAssembly, what all browsers of the last years know; `--all-features` would use what none has. */
const features = ['mutable-globals', 'bulk-memory', 'bulk-memory-opt', 'multivalue', 'nontrapping-float-to-int', 'sign-ext', 'simd'].map((each) => `--enable-${each}`);
const ways = readFileSync(listFile, 'utf8').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));

/** Names of functions: plain, or quoted where the demangled name has blanks. */
const name = String.raw`\$("(?:[^"\\]|\\.)*"|[^\s()]+)`;
const calls = new RegExp(String.raw`\((?:return_)?call ${name}`, 'g');
const references = new RegExp(String.raw`\(ref\.func ${name}`, 'g');
const names = new RegExp(name, 'g');

function disassemble() {
  const text = `${first}.wat`;
  execFileSync(path.join(tools, 'wasm-dis'), [...features, program, '-o', text]);
  const lines = readFileSync(text, 'utf8').split('\n');
  rmSync(text);
  return lines;
}

/** Function → those it calls, and the places of the table it names; the table; what the page may call. */
function readGraph(lines) {
  const functions = new Map();
  const roots = [];
  let table = [];
  let tableAt = 0;
  let body;
  for (const line of lines) {
    if (line.startsWith(' (func ')) {
      body = { called: new Set(), numbers: new Set() };
      functions.set(line.match(name)[1], body);
    } else if (line.startsWith(' (elem ')) {
      tableAt = Number(line.match(/\(i32\.const (\d+)\)/)[1]);
      table = [...line.matchAll(names)].slice(1).map(([, each]) => each);
    } else if (line.startsWith(' (export ')) {
      const exported = line.match(`\\(func ${name}\\)`);
      if (exported) roots.push(exported[1]);
    } else if (line.startsWith(' (start ')) {
      roots.push(line.match(name)[1]);
    } else if (body && line.startsWith('  ')) {
      for (const pattern of [calls, references]) for (const [, each] of line.matchAll(pattern)) body.called.add(each);
      for (const [, number] of line.matchAll(/\(i32\.const (\d+)\)/g)) body.numbers.add(Number(number));
    }
  }
  return { functions, roots, table, tableAt };
}

/**
 * All that can be reached without going through one of the ways. A number may be the place of a lambda in the table and counts as
 * one; whatever else is in the table may be called from anywhere, as virtual functions are.
 */
function reachAtOnce({ functions, roots, table, tableAt }, isWay) {
  const at = (number) => table[number - tableAt];
  const waiting = [...roots, ...table.filter((each) => !each.includes('__call_func'))].filter((each) => !isWay(each));
  const reached = new Set();
  for (let each; (each = waiting.pop()) !== undefined;) {
    const body = functions.get(each);
    if (!body || reached.has(each)) continue;
    reached.add(each);
    for (const next of [...body.called, ...[...body.numbers].map(at)]) if (next !== undefined && !isWay(next)) waiting.push(next);
  }
  return reached;
}

const graph = readGraph(disassemble());
const plain = (name) => (name.startsWith('"') ? name.slice(1, -1) : name)
  .replace(/\\([0-9a-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16))).replace(/\\(.)/g, '$1');
/** What libraries make of our types is shared by types that are alike, whatever its name says; but a call into a lambda is its own. */
const isOurs = (each) => !/^"?(\S+ )?std::/.test(each) || each.includes('__call_func');
const unused = new Set(ways);
const waysIn = new Set([...graph.functions.keys()].filter(isOurs).filter((each) => {
  const found = ways.filter((way) => each.includes(way));
  for (const way of found) unused.delete(way);
  return found.length > 0;
}));
if (unused.size > 0) throw new Error(`${listFile} names what is no function of the program:\n${[...unused].join('\n')}`);
const atOnce = reachAtOnce(graph, (each) => waysIn.has(each));
const parted = [...graph.functions.keys()].filter((each) => !atOnce.has(each));
const splitList = `${later}.functions`;
writeFileSync(splitList, parted.map(plain).join('\n'));
execFileSync(path.join(tools, 'wasm-split'), [...features, program, `--split-funcs=@${splitList}`, '--import-namespace=a', '--export-prefix=%',
  '--placeholder-namespace=later', '--placeholdermap', '-o1', first, '-o2', later]);
