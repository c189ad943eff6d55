// The database as both the page and the worker that reads ahead open it.
import { openDB, type IDBPDatabase, type OpenDBCallbacks } from 'idb';

/** In the order of port::Storage::Area. */
export const areas = ['chunks', 'journal', 'meta', 'blobs'] as const;
export type Area = (typeof areas)[number];

const databaseVersion = 1;

/** Of so many entries is a piece, which the program takes in while the browser reads the next one. Chunks are large. */
const perPiece: Record<Area, number> = { chunks: 3, journal: 2_000, meta: 2_000, blobs: 6 };

/** Neighbouring entries of an area, on their way from the browser. */
export interface Piece { keys: IDBValidKey[]; values: Promise<Uint8Array[]> }

/** What the worker that reads ahead says: that it is there; which keys there are, by pieces; the values of one piece; that it can read no further. */
export type AheadArea = 'meta' | 'chunks';
export type AheadMessage = { begun: true } | { area: AheadArea; keys: IDBValidKey[][] } | { area: AheadArea; at: number; values: Uint8Array[] } | { failed: string };

export function open(name: string, callbacks: OpenDBCallbacks<unknown>): Promise<IDBPDatabase> {
  return openDB(name, databaseVersion, {
    upgrade: (database) => areas.forEach((area) => database.createObjectStore(area)),
    ...callbacks,
  });
}

/** Of an object store, in whatever transaction it lies. */
interface Store {
  getAll(range: IDBKeyRange): Promise<unknown[]>;
  getAllKeys(range?: IDBKeyRange): Promise<IDBValidKey[]>;
}

export async function readPieces(store: Store, area: Area, range?: IDBKeyRange): Promise<Piece[]> {
  const all = await store.getAllKeys(range);
  const pieces: Piece[] = [];
  for (let start = 0; start < all.length; start += perPiece[area]) {
    const keys = all.slice(start, start + perPiece[area]);
    const values = store.getAll(IDBKeyRange.bound(keys[0]!, keys.at(-1)!)) as Promise<Uint8Array[]>;
    values.catch(() => undefined); // whoever takes the piece is told
    pieces.push({ keys, values });
  }
  return pieces;
}
