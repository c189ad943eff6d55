// Ours: the engine of the web app, through its own host and storage port.
import create from 'saddlebag-bench-module';
import couchdb from '../../../assets/connectors/couchdb.json';
import { Http } from '../../../web/host/http.ts';
import { Timers } from '../../../web/host/loop.ts';
import { Storage } from '../../../web/host/storage.ts';
import { Wasm } from '../../../web/host/wasm.ts';
import { numberOf, toDocument } from '../support/data.mjs';

const idLength = 36;
const perCall = 1000;

class Engine {
  wasm = new Wasm();
  #end;

  async start() {
    const { wasm } = this;
    const host = {
      attach: (module, heap) => wasm.attach(module, heap),
      give: (bytes) => wasm.give(bytes),
      storage: new Storage(wasm),
      http: new Http(wasm),
      timers: new Timers(wasm),
      bench: { done: (good) => this.#end(good) },
    };
    await create({
      host,
      instantiateWasm: (imports, done) => {
        WebAssembly.instantiateStreaming(fetch('saddlebag_bench.wasm'), imports)
          .then(({ instance, module }) => done(instance, module));
        return {};
      },
    });
    wasm.tell('bench_connector', [JSON.stringify(couchdb)]);
    await this.ask('open', ['bench']);
    return this;
  }

  /** Something that takes time. */
  ask(name, texts = [], ...numbers) {
    return new Promise((resolve, reject) => {
      this.#end = (good) => (good ? resolve() : reject(new Error(`${name} failed`)));
      this.wasm.tell(`bench_${name}`, texts, ...numbers);
    });
  }

  answer(name) {
    this.wasm.call(`bench_${name}`);
    return this.wasm.answer();
  }

  give(records) {
    for (let i = 0; i < records.length; i += perCall) {
      const json = JSON.stringify(records.slice(i, i + perCall).map(toDocument));
      if (!this.wasm.tell('bench_add', [json])) throw new Error('the engine does not understand a record');
    }
  }
}

let engine;

async function prepareWrite(records) {
  engine = await new Engine().start();
  engine.give(records);
}

/** As a person imports: through the gate into the journal, to be undone as a whole. */
export const asImport = {
  prepareWrite,
  write: () => engine.ask('write', [], 1),
  // What the app does by itself in the next idle moment, and has done before it is opened again.
  afterWrite: () => engine.ask('fold'),
};

/** As the demo is loaded: through the gate, not to be undone. */
export const asLoad = {
  prepareWrite,
  write: () => engine.ask('write', [], 0),
};

export async function open() {
  engine = await new Engine().start();
  return {
    filterSort: () => {
      const [count, ...first] = engine.answer('filter_sort').split(' ');
      return { count: Number(count), first };
    },
    groupSum: () => {
      const lines = engine.answer('group_sum').split('\n');
      const sums = new Map();
      for (let i = 0; i + 1 < lines.length; i += 2) sums.set(lines[i], Number(lines[i + 1]));
      return sums;
    },
    search: (term) => engine.wasm.tell('bench_search', [term]),
    numbersFound: () => {
      const ids = engine.answer('found');
      return Array.from({ length: ids.length / idLength }, (_, i) => numberOf(ids.slice(i * idLength, (i + 1) * idLength)));
    },
  };
}

export async function preparePull() {
  engine = await new Engine().start();
}

export async function pull(url, count) {
  await engine.ask('pull', [url], count);
}

export const countPulled = () => engine.wasm.call('bench_count');
