import { fetchAsset } from './assets';
import { complete } from './later';
import { Fault, type Wasm } from './wasm';

class Ended extends Error {
  constructor(readonly fault: Fault, detail: string) {
    super(detail);
  }
}

/** The whole body; of a stream nothing, since it is told piece by piece. */
async function bodyOf(response: Response, limit: number, tell: (piece: Uint8Array) => void): Promise<Uint8Array> {
  if (!response.body) return new Uint8Array(await response.arrayBuffer());
  const pieces: Uint8Array[] = [];
  let size = 0;
  if (!limit) tell(new Uint8Array());
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!limit) {
      tell(value);
      continue;
    }
    size += value.length;
    if (size > limit) {
      void reader.cancel();
      throw new Ended(Fault.too_long, `the answer is longer than ${limit} bytes`);
    }
    pieces.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** port::Http on fetch. */
export class Http {
  private readonly running = new Map<number, AbortController>();

  constructor(private readonly wasm: Wasm) {}

  send(ticket: number, method: string, url: string, headers: string, signature: string, body: Uint8Array<ArrayBuffer>,
    timeout: number, limit: number): void {
    const controller = new AbortController();
    this.running.set(ticket, controller);
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(new Ended(Fault.timeout, `no answer in ${timeout} ms`)), timeout);
    };
    wait();
    this.fetch(controller, method, url, headers, signature, body)
      .then(async (response) => {
        const tell = (bytes: Uint8Array, sign: number) => {
          wait();
          this.wasm.giveText([...response.headers].map(([name, value]) => `${name}\n${value}\n`).join(''));
          this.wasm.give(bytes);
          this.wasm.complete(ticket, Fault.none, response.status * sign);
        };
        tell(await bodyOf(response, limit >>> 0, (piece) => tell(piece, -1)), 1);
      })
      .catch((error: unknown) => {
        const cause = controller.signal.aborted ? controller.signal.reason : error;
        const fault = cause instanceof Ended ? cause.fault : Fault.unreachable;
        this.wasm.fail(ticket, fault, String((cause as Error)?.message ?? cause));
      })
      .finally(() => {
        clearTimeout(timer);
        this.running.delete(ticket);
      });
  }

  cancel(ticket: number): void {
    this.running.get(ticket)?.abort(new Ended(Fault.cancelled, 'cancelled'));
  }

  private async fetch(controller: AbortController, method: string, url: string, headerLines: string, signature: string,
    body: Uint8Array<ArrayBuffer>): Promise<Response> {
    if (url === 'asset:later.wasm') return complete();
    if (url.startsWith('asset:')) return fetchAsset(url.slice('asset:'.length));
    const headers = new Headers();
    const lines = headerLines.split('\n');
    for (let i = 0; i + 1 < lines.length; i += 2) headers.append(lines[i]!, lines[i + 1]!);
    if (signature) headers.append(...await (await import('./signature')).sign(signature));
    const ask = (redirect: RequestRedirect) => fetch(url, {
      method,
      headers,
      body: body.length ? body : null,
      signal: controller.signal,
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect,
    });
    return ask('follow').catch(async (error: unknown) => {
      // A browser does not say that it was sent in a circle: asking once more tells whether it was sent on at all.
      const first = method === 'GET' && !controller.signal.aborted ? await ask('manual').catch(() => undefined) : undefined;
      if (first?.type !== 'opaqueredirect') throw error;
      throw new Ended(Fault.failed, 'the server redirects in a circle, or to an address that does not answer');
    });
  }
}
