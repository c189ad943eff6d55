import { deleteDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { likelyDatabase } from './ahead';
import { areas, open, readPieces, type Area, type Piece } from './database';
import type { Early } from './early';
import { Fault, type Wasm } from './wasm';

const journal: Area = 'journal';
const blockedAfterMs = 4_000;

/** How long what was read ahead is kept for a program that does not ask for it, because it waits for a passphrase. */
const aheadMs = 10_000;

interface Put { area: Area; key: string; bytes: Uint8Array }
interface Erase { area: Area; from: string; to: string }
interface Batch { puts: Put[]; erasures: Erase[]; expect?: Put }

/** What is written and erased to have the files of the database rewritten: LevelDB, below IndexedDB in Chromium, keeps
 *  what was erased until it has merged the files around it, which it does for every few MiB. */
const pieceBytes = 48 << 10; // from 64 KiB on, Chromium keeps a value in a file of its own
const piecesPerRound = 96;
const leastRounds = 4;
const mostRounds = 64;

/** What went wrong, in the words of port::Fault. */
function faultOf(error: unknown): [Fault, string] {
  const { name = '', message = String(error) } = (error ?? {}) as DOMException;
  const detail = `${name}: ${message}`;
  switch (name) {
    case 'QuotaExceededError': return [Fault.full, detail];
    case 'VersionError': return [Fault.newer, detail];
    case 'SecurityError': case 'NotAllowedError': return [Fault.refused, detail];
    case 'InvalidStateError': case 'UnknownError': return [Fault.lost, detail];
    case 'StaleError': return [Fault.stale, detail];
    case 'BlockedError': return [Fault.blocked, detail];
    default: return [Fault.failed, detail];
  }
}

function rangeOf(from: string, to: string): IDBKeyRange {
  return to === '' ? IDBKeyRange.lowerBound(from) : IDBKeyRange.bound(from, to, false, true);
}

/** port::Storage on IndexedDB: an object store per area, one transaction per batch. */
export class Storage {
  private name = likelyDatabase();
  private database: Promise<IDBPDatabase> | undefined;
  private channel: BroadcastChannel | undefined;
  private watcher = 0;
  private askedToPersist = false;
  private readonly batches = new Map<number, Batch>();

  constructor(private readonly wasm: Wasm, private readonly early: Pick<Early, 'ahead'>) {
    void this.connect().catch(() => undefined); // whoever wants to read is told
    setTimeout(() => this.forget(), aheadMs);
  }

  open(ticket: number, name: string): void {
    if (name !== this.name) {
      this.forget();
      void this.database?.then((database) => database.close(), () => undefined);
      this.database = undefined;
    }
    this.name = name;
    this.channel?.close();
    this.channel = new BroadcastChannel(`saddlebag:${name}`);
    this.channel.onmessage = ({ data }) => this.tell(data as string[]);
    this.answer(ticket, this.connect().then(() => undefined));
  }

  read(ticket: number, area: number, from: string, to: string): void {
    const all = from === '' && to === '';
    let given = false;
    this.answer(ticket, this.withConnection(async (database) => {
      const pieces = (all && areas[area] === 'chunks' && await this.takeAhead()) ||
        await readPieces(database.transaction(areas[area]!).store, areas[area]!, rangeOf(from, to));
      if (all && areas[area] === 'meta') await this.compareAhead(pieces);
      for (const piece of pieces) {
        const values = await piece.values;
        given = true;
        piece.keys.forEach((key, i) => {
          this.wasm.giveText(String(key));
          this.wasm.give(values[i]!);
        });
        this.wasm.complete(ticket, Fault.none, -1);
      }
    }, () => !given));
  }

  put(ticket: number, area: number, key: string, bytes: Uint8Array): void {
    this.batch(ticket).puts.push({ area: areas[area]!, key, bytes });
  }

  erase(ticket: number, area: number, from: string, to: string): void {
    this.batch(ticket).erasures.push({ area: areas[area]!, from, to });
  }

  expect(ticket: number, area: number, key: string, bytes: Uint8Array): void {
    this.batch(ticket).expect = { area: areas[area]!, key, bytes };
  }

  /** The chunks that were read ahead, once; none if the worker could not read them all. */
  private async takeAhead(): Promise<Piece[] | undefined> {
    const { ahead } = this.early;
    this.early.ahead = undefined;
    try {
      const pieces = await ahead?.chunks;
      await Promise.all((pieces ?? []).map(({ values }) => values));
      return pieces;
    } catch {
      return undefined;
    }
  }

  /** Whoever writes chunks writes meta with them: where that is another now, another tab has written since we read ahead. */
  private async compareAhead(now: Piece[]): Promise<void> {
    const { ahead } = this.early;
    if (ahead && !(await ahead.meta.then((then) => alike(then, now)).catch(() => false))) this.forget();
  }

  private forget(): void {
    this.early.ahead?.end();
    this.early.ahead = undefined;
  }

  commit(ticket: number, strict: number, scrub: number, mark: number): void {
    this.forget();
    const { puts, erasures, expect } = this.batch(ticket);
    this.batches.delete(ticket);
    const touched = [...new Set([...puts, ...erasures, ...(expect ? [expect] : [])].map(({ area }) => area))];
    if (touched.length === 0) {
      this.wasm.complete(ticket);
      return;
    }
    this.answer(ticket, this.withConnection(async (database) => {
      if (scrub) await overwrite(database);
      const transaction = database.transaction(touched, 'readwrite', { durability: strict ? 'strict' : 'relaxed' });
      if (expect && !(await lies(transaction, expect))) {
        transaction.done.catch(() => undefined);
        transaction.abort();
        throw new DOMException('another tab was faster', 'StaleError');
      }
      fill(transaction, { puts, erasures });
      await transaction.done; // only now it is saved
      if (mark) remember(this.name, mark);
      const keys = puts.filter(({ area }) => area === journal).map(({ key }) => key);
      if (keys.length) this.channel?.postMessage(keys);
      if (strict) this.askToPersist();
    }));
  }

  remove(ticket: number): void {
    this.answer(ticket, (async () => {
      (await this.database?.catch(() => undefined))?.close();
      this.database = undefined;
      forgetMark(this.name);
      await new Promise<void>((resolve, reject) => {
        deleteDB(this.name, { blocked: () => window.setTimeout(() => reject(blockedError()), blockedAfterMs) })
          .then(resolve, reject);
      });
    })());
  }

  mark(ticket: number): void {
    this.answer(ticket, (async () => this.wasm.giveText(remembered(this.name)))());
  }

  usage(ticket: number): void {
    this.answer(ticket, (async () => {
      const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      const persisted = (await navigator.storage?.persisted?.()) ?? false;
      this.wasm.give(new Float64Array([usage, quota, persisted ? 1 : 0]).buffer);
    })());
  }

  watch(ticket: number): void {
    this.watcher = ticket;
  }

  private tell(keys: string[]): void {
    if (!this.watcher) return;
    keys.forEach((key) => this.wasm.giveText(key));
    this.wasm.complete(this.watcher);
  }

  private batch(ticket: number): Batch {
    let batch = this.batches.get(ticket);
    if (!batch) this.batches.set(ticket, (batch = { puts: [], erasures: [] }));
    return batch;
  }

  private connect(): Promise<IDBPDatabase> {
    const forget = () => (this.database = undefined);
    this.database ??= new Promise<IDBPDatabase>((resolve, reject) => {
      open(this.name, {
        blocked: () => window.setTimeout(() => reject(blockedError()), blockedAfterMs),
        // A newer program, or a reset in another tab, wants the database: let go. Our next request says what happened.
        blocking: (_old, _new, event) => {
          (event.target as IDBDatabase).close();
          forget();
        },
        terminated: forget,
      }).then(resolve, reject);
    });
    this.database.catch(forget);
    return this.database;
  }

  /** Safari loses connections; the work is done again once on a new one, if the old one refused to begin it and it may be repeated. */
  private async withConnection(work: (database: IDBPDatabase) => Promise<void>, again = () => true): Promise<void> {
    const database = await this.connect();
    try {
      await work(database);
    } catch (error) {
      if ((error as DOMException)?.name !== 'InvalidStateError' || !again()) throw error;
      this.database = undefined;
      await work(await this.connect());
    }
  }

  private answer(ticket: number, work: Promise<void>): void {
    work.then(
      () => this.wasm.complete(ticket),
      (error: unknown) => this.wasm.fail(ticket, ...faultOf(error)));
  }

  private askToPersist(): void {
    if (this.askedToPersist) return;
    this.askedToPersist = true;
    void navigator.storage?.persist?.().catch(() => false);
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i]);

async function alike(a: Piece[], b: Piece[]): Promise<boolean> {
  const listed = async (pieces: Piece[]) => ({
    keys: pieces.flatMap(({ keys }) => keys),
    values: (await Promise.all(pieces.map(({ values }) => values))).flat(),
  });
  const [x, y] = await Promise.all([listed(a), listed(b)]);
  return x.keys.length === y.keys.length && x.keys.every((key, i) => key === y.keys[i] && sameBytes(x.values[i]!, y.values[i]!));
}

const blockedError = () => new DOMException('another tab holds the database', 'BlockedError');

function fill(transaction: IDBPTransaction<unknown, Area[], 'readwrite'>, { puts, erasures }: Batch): void {
  // Each request's own failure also fails the transaction, which is what is waited for.
  const ignore = () => undefined;
  for (const { area, from, to } of erasures) {
    transaction.objectStore(area).delete(to === '' ? from : rangeOf(from, to)).catch(ignore);
  }
  for (const { area, key, bytes } of puts) transaction.objectStore(area).put(bytes, key).catch(ignore);
}

async function lies(transaction: IDBPTransaction<unknown, Area[], 'readwrite'>, { area, key, bytes }: Put): Promise<boolean> {
  const there = await transaction.objectStore(area).get(key) as Uint8Array | undefined;
  if (!there) return bytes.length === 0;
  return sameBytes(there, bytes);
}

// Marks lie in localStorage, which is other files than IndexedDB's. Where it is refused there is none.
const markOf = (name: string) => `${name}:mark`;
function remember(name: string, mark: number): void {
  try {
    localStorage.setItem(markOf(name), String(mark));
  } catch { /* no mark then */ }
}
function forgetMark(name: string): void {
  try {
    localStorage.removeItem(markOf(name));
  } catch { /* there is none */ }
}
function remembered(name: string): string {
  try {
    return localStorage.getItem(markOf(name)) ?? '0';
  } catch {
    return '0';
  }
}

/** Twice as many random bytes as there are data, over the whole range of keys of every area, and away with them. */
async function overwrite(database: IDBPDatabase): Promise<void> {
  const first = '!scrub';
  const last = '~~scrub';
  const { usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const rounds = Math.min(mostRounds, Math.max(leastRounds, Math.ceil((2 * usage) / (piecesPerRound * pieceBytes))));
  for (let round = 0; round < rounds; ++round) {
    const transaction = database.transaction([...areas], 'readwrite', { durability: 'strict' });
    for (let i = 0; i < piecesPerRound; ++i) {
      const piece = crypto.getRandomValues(new Uint8Array(pieceBytes));
      const key = `${i % 8 < 4 ? first : last}${round}-${i}`;
      transaction.objectStore(areas[i % areas.length]!).put(piece, key).catch(() => undefined);
    }
    await transaction.done;
  }
  const transaction = database.transaction([...areas], 'readwrite', { durability: 'strict' });
  for (const area of areas) {
    for (const from of [first, last]) transaction.objectStore(area).delete(IDBKeyRange.bound(from, `${from}~`)).catch(() => undefined);
  }
  await transaction.done;
}
