// The way into the program: its exports (src/platform/web/exports.cpp) and its memory.

/** As port::Fault of src/platform/ports.hpp. */
export enum Fault { none, refused, full, lost, newer, blocked, unreachable, timeout, cancelled, failed, stale, too_long }

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Wasm {
  private exports: Record<string, (...numbers: number[]) => number> = {};
  private heap: () => Uint8Array = () => new Uint8Array();
  private turnAsked = false;
  private readonly channel = new MessageChannel();
  private sizeAt = 0;
  attached = false;

  constructor() {
    this.channel.port1.onmessage = () => {
      this.turnAsked = false;
      this.call('turn');
    };
  }

  attach(module: Record<string, any>, heap: () => Uint8Array): void {
    this.exports = module;
    this.heap = heap;
    this.attached = true;
  }

  call(name: string, ...numbers: number[]): number {
    return this.exports[`_sb_${name}`]!(...numbers);
  }

  /** The same with texts, which C++ takes in this order. */
  tell(name: string, texts: string[], ...numbers: number[]): number {
    for (const text of texts) this.give(encoder.encode(text));
    return this.call(name, ...numbers);
  }

  /** Hands over one byte string of an answer. */
  give(bytes: Uint8Array | ArrayBuffer): void {
    const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
    const at = this.call('part', view.length);
    this.heap().set(view, at);
  }

  giveText(text: string): void {
    this.give(encoder.encode(text));
  }

  /** Ends the answer to a ticket. It is worked on soon, drawing or not: frames stop while the page is hidden. */
  complete(ticket: number, fault: Fault = Fault.none, number = 0): void {
    this.call('complete', ticket, fault, number);
    if (this.turnAsked) return;
    this.turnAsked = true;
    this.channel.port2.postMessage(0);
  }

  fail(ticket: number, fault: Fault, detail: string): void {
    this.giveText(detail);
    this.complete(ticket, fault);
  }

  /** The text that a call just answered. */
  answer(): string {
    this.sizeAt ||= this.call('scratch');
    const at = this.call('answer', this.sizeAt);
    const heap = this.heap();
    const size = new DataView(heap.buffer).getUint32(this.sizeAt, true);
    return decoder.decode(heap.slice(at, at + size));
  }
}
