import type { TextAgent } from './text_agent';
import { TouchGestures } from './touch';
import type { Wasm } from './wasm';

/** As ImGuiMouseSource. */
export enum Source { mouse, touch, pen }

/** In the order of ImGuiMouseCursor, from ImGuiMouseCursor_None = -1. */
const cursors = ['none', 'default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer',
  'wait', 'progress', 'not-allowed'];
/** DOM's buttons are left, middle, right; ImGui's left, right, middle. */
const buttons = [0, 2, 1, 3, 4];

/** Mouse, pen, wheel and touch on the canvas. */
export class Pointer {
  private readonly touch: TouchGestures;

  constructor(private readonly wasm: Wasm, private readonly canvas: HTMLCanvasElement, private readonly text: TextAgent) {
    this.touch = new TouchGestures(wasm);
    canvas.addEventListener('pointerdown', (event) => this.down(event));
    canvas.addEventListener('pointermove', (event) => this.move(event));
    canvas.addEventListener('pointerup', (event) => this.up(event));
    canvas.addEventListener('pointercancel', (event) => this.up(event, true));
    canvas.addEventListener('pointerleave', (event) => {
      if (event.pointerType !== 'touch' && event.buttons === 0) this.wasm.call('pointer_leave');
    });
    // The text agent keeps the focus.
    canvas.addEventListener('mousedown', (event) => event.preventDefault());
    canvas.addEventListener('contextmenu', (event) => event.preventDefault());
    canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    canvas.addEventListener('touchend', (event) => {
      if (event.cancelable) event.preventDefault();
      this.text.touchEnded();
    }, { passive: false });
  }

  setCursor(shape: number): void {
    this.canvas.style.cursor = cursors[shape + 1] ?? 'default';
  }

  private down(event: PointerEvent): void {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.text.commit();
    if (event.pointerType === 'touch') {
      this.touch.down(event);
      return;
    }
    this.text.focus();
    this.button(event, true);
  }

  private move(event: PointerEvent): void {
    if (event.pointerType === 'touch') {
      this.touch.move(event);
      return;
    }
    this.wasm.call('pointer_move', event.clientX, event.clientY, this.source(event));
    // A second button, while the first is held, comes as a move.
    if (event.button >= 0) this.button(event, (event.buttons & [1, 4, 2, 8, 16][event.button]!) !== 0);
  }

  private up(event: PointerEvent, cancelled = false): void {
    if (event.pointerType === 'touch') this.touch.up(event, cancelled);
    else this.button(event, false);
  }

  private button(event: PointerEvent, down: boolean): void {
    const button = buttons[Math.max(0, event.button)] ?? 0;
    this.wasm.call('pointer_button', event.clientX, event.clientY, this.source(event), button, down ? 1 : 0);
  }

  private source(event: PointerEvent): Source {
    return event.pointerType === 'pen' ? Source.pen : Source.mouse;
  }

  private wheel(event: WheelEvent): void {
    if (event.ctrlKey) return; // the browser's zoom
    event.preventDefault();
    const unit = [1, 24, innerHeight][event.deltaMode] ?? 1;
    this.wasm.call('scroll', event.deltaX * unit, event.deltaY * unit);
  }
}
