import { Fault, type Wasm } from './wasm';

type Bytes = Uint8Array<ArrayBuffer>;
interface Piece { bytes: Bytes; bound: Bytes }

/** In the order of saddlebag::web::WebCrypto::What. */
enum What { derive, create, unwrap, rewrap, seal, open }

const nonceBytes = 12;
const keyBytes = 32;
const refused = () => new DOMException('another key', 'NotAllowedError');

async function seal(key: CryptoKey, { bytes, bound }: Piece): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound }, key, bytes);
  const sealed = new Uint8Array(nonceBytes + body.byteLength);
  sealed.set(iv);
  sealed.set(new Uint8Array(body), nonceBytes);
  return sealed;
}

/** Nothing where the piece is not authentic. */
async function open(key: CryptoKey, { bytes, bound }: Piece): Promise<Bytes | undefined> {
  const iv = bytes.subarray(0, nonceBytes);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound }, key, bytes.subarray(nonceBytes)));
  } catch {
    return undefined;
  }
}

/** A key that only this page can use and nobody can read. */
const importKey = (raw: Bytes) => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

async function derive(passphrase: Bytes, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', passphrase, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, secret,
    { name: 'AES-GCM', length: keyBytes * 8 }, false, ['encrypt', 'decrypt']);
}

/** port::Crypto on WebCrypto. */
export class Keys {
  private readonly keys = new Map<number, CryptoKey>();
  private readonly pieces = new Map<number, Piece[]>();
  private last = 0;

  constructor(private readonly wasm: Pick<Wasm, 'give' | 'complete' | 'fail'>) {}

  /** One of what the request with this ticket is about. */
  piece(ticket: number, bytes: Bytes, bound: Bytes): void {
    const pieces = this.pieces.get(ticket);
    if (pieces) pieces.push({ bytes, bound });
    else this.pieces.set(ticket, [{ bytes, bound }]);
  }

  run(ticket: number, what: What, key: number, other: number): void {
    const pieces = this.pieces.get(ticket) ?? [];
    this.pieces.delete(ticket);
    this.work(what, key, other, pieces).then(
      ([number, parts]) => {
        parts.forEach((part) => this.wasm.give(part));
        this.wasm.complete(ticket, Fault.none, number);
      },
      (error: DOMException) => this.wasm.fail(ticket, error.name === 'NotAllowedError' ? Fault.refused : Fault.failed, String(error)));
  }

  forget(key: number): void {
    this.keys.delete(key);
  }

  private add(key: CryptoKey): number {
    this.keys.set(++this.last, key);
    return this.last;
  }

  /** The number of a new key, else 0, and the byte strings of the answer. */
  private async work(what: What, keyNumber: number, other: number, pieces: Piece[]): Promise<[number, Bytes[]]> {
    const first = pieces[0]!;
    if (what === What.derive) return [this.add(await derive(first.bytes, first.bound, other)), []];
    const key = this.keys.get(keyNumber);
    if (!key) throw new Error('no such key');
    switch (what) {
      case What.create: {
        const raw = crypto.getRandomValues(new Uint8Array(keyBytes));
        const wrapped = await seal(key, { bytes: raw, bound: first.bound });
        const made = this.add(await importKey(raw));
        raw.fill(0);
        return [made, [wrapped]];
      }
      case What.unwrap: {
        const raw = await open(key, first);
        if (!raw) throw refused();
        const found = this.add(await importKey(raw));
        raw.fill(0);
        return [found, []];
      }
      case What.rewrap: {
        const raw = await open(key, first);
        const to = this.keys.get(other);
        if (!raw || !to) throw refused();
        const wrapped = await seal(to, { bytes: raw, bound: pieces[1]!.bound });
        raw.fill(0);
        return [0, [wrapped]];
      }
      case What.seal: return [0, await Promise.all(pieces.map((piece) => seal(key, piece)))];
      case What.open: {
        const opened = await Promise.all(pieces.map((piece) => open(key, piece)));
        const nothing = new Uint8Array();
        return [0, [Uint8Array.from(opened, (one) => (one ? 1 : 0)), ...opened.map((one) => one ?? nothing)]];
      }
    }
  }
}
