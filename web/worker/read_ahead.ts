// A worker, whose name is the database's: reads what the program will ask for first, and hands it to the page, which is busy
// meanwhile with the program and with graphics.
import { open, readPieces, type AheadArea, type AheadMessage } from '../host/database';

declare const self: DedicatedWorkerGlobalScope;

const say = (message: AheadMessage, given: ArrayBuffer[] = []) => self.postMessage(message, given);

async function run(): Promise<void> {
  say({ begun: true });
  const database = await open(self.name, { blocking: (_old, _new, event) => (event.target as IDBDatabase).close() });
  const transaction = database.transaction(['meta', 'chunks']);
  transaction.done.catch(() => undefined);
  const tell = async (area: AheadArea) => {
    const pieces = await readPieces(transaction.objectStore(area), area);
    say({ area, keys: pieces.map(({ keys }) => keys) });
    for (const [at, piece] of pieces.entries()) {
      const values = await piece.values;
      say({ area, at, values }, values.map(({ buffer }) => buffer as ArrayBuffer));
    }
  };
  await Promise.all([tell('meta'), tell('chunks')]);
  database.close();
}

void run().catch((error: unknown) => say({ failed: String(error) })).finally(() => self.close());
