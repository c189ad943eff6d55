import { Source } from './pointer';
import type { Wasm } from './wasm';

const slop = 8;             // CSS pixels a resting finger may tremble
const holdMs = 300;         // then a move drags instead of scrolling
const longPressMs = 550;    // then letting go is a right click
const friction = 0.0022;    // of the fling, per millisecond
const slowest = 0.03;       // pixels per millisecond at which a fling ends
const sideways = 1.5;       // as wide as high at least, for a move to push a row aside

type State = 'idle' | 'undecided' | 'scrolling' | 'holding' | 'dragging' | 'pinching';

interface Point { x: number; y: number }

/**
 * What fingers mean. Nothing is pressed until it is known to be a press: a quick lift is a click, a move scrolls and
 * flings on or pushes a row aside, resting and then moving drags, resting and lifting is a right click, two fingers change
 * the text size.
 */
export class TouchGestures {
  private state: State = 'idle';
  private readonly fingers = new Map<number, Point>();
  private start: Point = { x: 0, y: 0 };
  private startTime = 0;
  private last: Point = { x: 0, y: 0 };
  private lastTime = 0;
  private velocity: Point = { x: 0, y: 0 };
  private distance = 0;
  private timer = 0;
  private fling = 0;

  constructor(private readonly wasm: Wasm) {}

  down(event: PointerEvent): void {
    const point = { x: event.clientX, y: event.clientY };
    this.fingers.set(event.pointerId, point);
    const flung = this.fling !== 0;
    cancelAnimationFrame(this.fling);
    this.fling = 0;
    clearTimeout(this.timer);
    if (this.fingers.size === 2) {
      this.release();
      this.state = 'pinching';
      this.distance = this.spread();
      return;
    }
    if (this.fingers.size > 2) return;
    this.start = this.last = point;
    this.startTime = this.lastTime = event.timeStamp;
    this.velocity = { x: 0, y: 0 };
    this.wasm.call('pointer_move', point.x, point.y, Source.touch);
    // A finger that stops a fling presses nothing.
    this.state = flung ? 'scrolling' : 'undecided';
    if (!flung) this.timer = window.setTimeout(() => this.hold(), holdMs);
  }

  move(event: PointerEvent): void {
    if (!this.fingers.has(event.pointerId)) return;
    const point = { x: event.clientX, y: event.clientY };
    this.fingers.set(event.pointerId, point);
    const way = Math.hypot(point.x - this.start.x, point.y - this.start.y);
    const moved = way > slop;
    if (this.state === 'pinching') return this.pinch();
    // The timer may have run late or early; the time of the event is what counts.
    const soon = event.timeStamp - this.startTime < holdMs;
    if ((this.state === 'undecided' || (this.state === 'holding' && soon)) && moved) {
      clearTimeout(this.timer);
      if (this.pushes(point)) return this.drag(point);
      this.state = 'scrolling';
      // The first pixels were only to decide. A slow phone tells of a quick flick as a single long move: the rest counts.
      const decided = slop / way;
      this.last = { x: this.start.x + (point.x - this.start.x) * decided, y: this.start.y + (point.y - this.start.y) * decided };
    }
    if (this.state === 'holding' && moved) return this.drag(point);
    if (this.state === 'dragging') this.wasm.call('pointer_move', point.x, point.y, Source.touch);
    if (this.state === 'scrolling') this.scroll(point, event.timeStamp);
  }

  up(event: PointerEvent, cancelled: boolean): void {
    if (!this.fingers.delete(event.pointerId)) return;
    clearTimeout(this.timer);
    const { x, y } = this.start;
    const held = event.timeStamp - this.startTime;
    switch (this.state) {
      case 'undecided': case 'holding':
        if (!cancelled) this.click(x, y, this.state === 'holding' && held >= longPressMs ? 1 : 0);
        break;
      case 'dragging': {
        const end = cancelled ? this.start : { x: event.clientX, y: event.clientY };
        if (cancelled) this.wasm.call('pointer_move', end.x, end.y, Source.touch);
        this.wasm.call('pointer_button', end.x, end.y, Source.touch, 0, 0);
        this.wasm.call('pointer_leave');
        break;
      }
      case 'pinching':
        this.wasm.call('text_scale', 1, 1);
        break;
      case 'scrolling':
        if (event.timeStamp - this.lastTime < 60) this.startFling();
        break;
    }
    this.state = 'idle';
    if (this.fingers.size === 0) return;
    this.state = 'scrolling'; // the finger that is left of a pinch
    this.last = [...this.fingers.values()][0]!;
  }

  /** Whether the move goes sideways from a row that can be pushed aside. */
  private pushes(to: Point): boolean {
    const { x, y } = this.start;
    return Math.abs(to.x - x) > sideways * Math.abs(to.y - y) && this.wasm.call('can_swipe', x, y) !== 0;
  }

  private drag(to: Point): void {
    this.wasm.call('pointer_button', this.start.x, this.start.y, Source.touch, 0, 1);
    this.wasm.call('pointer_move', to.x, to.y, Source.touch);
    this.state = 'dragging';
  }

  private hold(): void {
    this.state = 'holding';
    navigator.vibrate?.(8);
  }

  private click(x: number, y: number, button: number): void {
    this.wasm.call('pointer_button', x, y, Source.touch, button, 1);
    this.wasm.call('pointer_button', x, y, Source.touch, button, 0);
    this.wasm.call('pointer_leave'); // a lifted finger hovers over nothing
  }

  private release(): void {
    if (this.state === 'dragging') {
      this.wasm.call('pointer_button', this.start.x, this.start.y, Source.touch, 0, 0);
    }
  }

  private scroll(point: Point, time: number): void {
    const passed = Math.max(1, time - this.lastTime);
    const dx = this.last.x - point.x;
    const dy = this.last.y - point.y;
    this.velocity.x = 0.7 * (dx / passed) + 0.3 * this.velocity.x;
    this.velocity.y = 0.7 * (dy / passed) + 0.3 * this.velocity.y;
    this.last = point;
    this.lastTime = time;
    this.wasm.call('scroll', dx, dy);
  }

  private startFling(): void {
    let before = performance.now();
    const step = (now: number) => {
      const passed = Math.min(50, now - before);
      before = now;
      const keep = Math.exp(-friction * passed);
      this.velocity.x *= keep;
      this.velocity.y *= keep;
      this.fling = 0;
      if (Math.hypot(this.velocity.x, this.velocity.y) < slowest) {
        this.wasm.call('pointer_leave');
        return;
      }
      this.wasm.call('scroll', this.velocity.x * passed, this.velocity.y * passed);
      this.fling = requestAnimationFrame(step);
    };
    this.fling = requestAnimationFrame(step);
  }

  private spread(): number {
    const [a, b] = [...this.fingers.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  }

  private pinch(): void {
    const distance = this.spread();
    if (!distance || !this.distance) return;
    this.wasm.call('text_scale', distance / this.distance, 0);
    this.distance = distance;
  }
}
