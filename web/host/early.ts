// What takes longest at a start is asked for first, of those who work beside the page: a worker reads the records, the compiler
// takes in the program, another process makes the graphics.
import { Ahead, likelyDatabase } from './ahead';

declare global {
  interface Window { early?: Early }
}

export interface Early {
  /** Until it is taken: it is as large as the records. */
  ahead: Ahead | undefined;
  program: Download;
  canvas: HTMLCanvasElement;
  contextAttributes: WebGLContextAttributes & Record<string, unknown>;
}

const wasmType = 'application/wasm';

/** The program, compiled while it is downloaded. */
export class Download {
  /** Told how much of it is there, 0 to 1. */
  progress: (fraction: number) => void = () => undefined;
  readonly module = this.compile();

  constructor() {
    this.module.catch(() => undefined); // whoever wants it is told
  }

  private async compile(): Promise<WebAssembly.Module> {
    return WebAssembly.compileStreaming(this.fetch());
  }

  private async fetch(): Promise<Response> {
    const response = await fetch(__PROGRAM__, { credentials: 'same-origin' });
    if (!response.ok || !response.body) throw new Error(`${__PROGRAM__}: ${response.status}`);
    // What lies on the device needs no bar, and given as it is the browser keeps what it has compiled beside it.
    if (navigator.serviceWorker?.controller && response.headers.get('Content-Type') === wasmType) return response;
    let seen = 0;
    const counted = response.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        seen += piece.length;
        this.progress(Math.min(1, seen / __PROGRAM_BYTES__));
        controller.enqueue(piece);
      },
    }));
    return new Response(counted, { headers: { 'Content-Type': wasmType } });
  }
}

/** The canvas in the size of the page, which it will fill: another size later would make its graphics anew. */
function makeCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.width = Math.round(innerWidth * devicePixelRatio);
  canvas.height = Math.round(innerHeight * devicePixelRatio);
  canvas.addEventListener('webglcontextlost', (event) => event.preventDefault()); // or it never came back
  return canvas;
}

/** Where the page was before, its records are there. */
function readAhead(): Ahead | undefined {
  try {
    return navigator.serviceWorker?.controller ? new Ahead(likelyDatabase()) : undefined;
  } catch {
    return undefined; // the program reads by itself
  }
}

export function begin(): Early {
  const early: Early = {
    ahead: readAhead(),
    program: new Download(),
    canvas: makeCanvas(),
    contextAttributes: {
      majorVersion: 2, minorVersion: 0, alpha: false, antialias: false, depth: false, stencil: false,
      preserveDrawingBuffer: false, premultipliedAlpha: true, powerPreference: 'low-power',
    },
  };
  // The page stands still until it has its context. Before that, the worker needs it to come to life.
  void (early.ahead?.begun ?? Promise.resolve()).then(() => setTimeout(() => early.canvas.getContext('webgl2', early.contextAttributes)));
  return early;
}
