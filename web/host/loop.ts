import type { Wasm } from './wasm';

/** Asks the browser for single frames; nothing runs between them. */
export class Loop {
  private asked = false;
  private timer = 0;

  constructor(private readonly wasm: Wasm) {}

  requestFrame(): void {
    if (this.asked) return;
    this.asked = true;
    const draw = () => {
      this.asked = false;
      this.wasm.call('frame');
    };
    if (document.documentElement.classList.contains('ready')) requestAnimationFrame(draw);
    else setTimeout(draw); // the browser's own frames may be late while it starts
  }

  wakeAfter(ms: number): void {
    clearTimeout(this.timer);
    if (ms < 0) return;
    this.timer = window.setTimeout(() => {
      if (!document.hidden) this.requestFrame();
    }, ms);
  }
}

/** port::Clock's timers. */
export class Timers {
  private readonly running = new Map<number, number>();

  constructor(private readonly wasm: Wasm) {}

  start(ticket: number, ms: number): void {
    this.running.set(ticket, window.setTimeout(() => {
      this.running.delete(ticket);
      this.wasm.complete(ticket);
    }, ms));
  }

  cancel(ticket: number): void {
    clearTimeout(this.running.get(ticket));
    this.running.delete(ticket);
  }
}
