import type { Wasm } from './wasm';

const checkEveryMs = 60 * 60 * 1000;
const graceMs = 1_500;

/** The service worker: keeps the app for offline starts, and offers a newer version once it is fully here. */
export class Updates {
  private registration: ServiceWorkerRegistration | undefined;
  private applying = false;

  constructor(private readonly wasm: Wasm) {}

  async start(): Promise<void> {
    if (!('serviceWorker' in navigator) || !isSecureContext) return;
    const { serviceWorker } = navigator;
    serviceWorker.addEventListener('controllerchange', () => {
      if (this.applying) location.reload();
    });
    const registration = await serviceWorker.register('sw.js').catch(() => undefined);
    if (!registration) return;
    this.registration = registration;
    const offer = (worker: ServiceWorker | null) => {
      if (!worker || !serviceWorker.controller) return; // the first installation is no update
      this.wasm.call('update_ready');
    };
    offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed') offer(worker);
      });
    });
    let checked = Date.now();
    const check = () => {
      if (!navigator.onLine || document.hidden) return;
      checked = Date.now();
      void registration.update().catch(() => undefined);
    };
    document.addEventListener('visibilitychange', check);
    // A page that is left open has no clock running: whoever comes back to it presses something.
    for (const sign of ['pointerdown', 'keydown']) {
      addEventListener(sign, () => {
        if (Date.now() - checked >= checkEveryMs) check();
      }, { passive: true });
    }
  }

  apply(): void {
    const waiting = this.registration?.waiting;
    if (!waiting) {
      location.reload();
      return;
    }
    this.applying = true;
    const { port1, port2 } = new MessageChannel();
    // Reloads when the new version is in charge, or a moment later, when it is given out at least.
    port1.onmessage = () => setTimeout(() => location.reload(), graceMs);
    waiting.postMessage('take over', [port2]);
  }
}
