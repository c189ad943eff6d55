import type { AheadArea, AheadMessage, Piece } from './database';

/** The database that the program will most likely ask for. */
export const likelyDatabase = () => (/[?&]demo\b/.test(location.search) ? 'saddlebag-demo' : 'saddlebag');

class Later<T> {
  resolve!: (value: T) => void;
  reject!: (why: Error) => void;
  readonly promise = new Promise<T>((resolve, reject) => Object.assign(this, { resolve, reject }));

  constructor() {
    this.promise.catch(() => undefined); // whoever asks for it is told
  }
}

/** A worker that says nothing for so long is not waited for any more. */
const silentMs = 4_000;

/** The chunks, and meta as it lay beside them: read by a worker while the program is still on its way. */
export class Ahead {
  private readonly lists = { meta: new Later<Piece[]>(), chunks: new Later<Piece[]>() };
  private readonly values: Record<AheadArea, Later<Uint8Array[]>[]> = { meta: [], chunks: [] };
  private readonly beginning = new Later<void>();
  private readonly worker: Worker;
  private silence = 0;

  constructor(database: string) {
    this.worker = new Worker(__READ_AHEAD__, { name: database });
    this.worker.onmessage = ({ data }) => this.take(data as AheadMessage);
    this.expectWord();
    this.worker.onerror = ({ message }) => this.fail(message);
  }

  get meta(): Promise<Piece[]> {
    return this.lists.meta.promise;
  }

  get chunks(): Promise<Piece[]> {
    return this.lists.chunks.promise;
  }

  /** The worker is at work; until then it needs the page to be free. */
  get begun(): Promise<void> {
    return this.beginning.promise.catch(() => undefined);
  }

  /** Nobody wants what is still to come. */
  end(): void {
    this.worker.terminate();
    this.fail('not wanted any more');
  }

  private expectWord(): void {
    clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.end(), silentMs);
  }

  private take(message: AheadMessage): void {
    this.expectWord();
    if ('failed' in message) return this.fail(message.failed);
    this.beginning.resolve();
    if ('begun' in message) return;
    const { area } = message;
    if ('values' in message) return this.values[area][message.at]!.resolve(message.values);
    this.values[area] = message.keys.map(() => new Later<Uint8Array[]>());
    this.lists[area].resolve(message.keys.map((keys, i) => ({ keys, values: this.values[area][i]!.promise })));
  }

  private fail(message: string): void {
    const why = new Error(message);
    this.beginning.reject(why);
    for (const area of ['meta', 'chunks'] as const) {
      this.lists[area].reject(why);
      this.values[area].forEach((each) => each.reject(why));
    }
  }
}
