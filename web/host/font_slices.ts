import type { Wasm } from './wasm';

const family = 'Noto Sans SC';

/**
 * For systems without a Chinese font: slices of one, loaded when their characters are first drawn. The style sheet
 * says which slice has what; the service worker keeps those that were loaded.
 */
export class FontSlices {
  needed = false;
  private readonly loaded = new Set<string>();
  private readonly wanted = new Set<string>();
  private sheet: Promise<void> | undefined;
  private timer = 0;

  constructor(private readonly wasm: Wasm) {
    addEventListener('online', () => this.schedule());
  }

  /** True while the character cannot be drawn yet; it is fetched, and everything drawn anew when it is there. */
  missing(text: string, _weight: number, kind: RegExp): boolean {
    if (!this.needed || this.loaded.has(text) || !kind.test(text)) return false;
    this.wanted.add(text);
    this.schedule();
    return true;
  }

  private schedule(): void {
    if (this.timer || this.wanted.size === 0) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      void this.load();
    }, 0);
  }

  private async load(): Promise<void> {
    const characters = [...this.wanted];
    this.wanted.clear();
    try {
      await (this.sheet ??= this.addSheet());
      await document.fonts.load(`400 16px "${family}"`, characters.join(''));
      characters.forEach((each) => this.loaded.add(each));
      this.wasm.call('fonts_changed');
    } catch {
      characters.forEach((each) => this.wanted.add(each)); // again when the network is back
      this.sheet = undefined;
    }
  }

  private addSheet(): Promise<void> {
    const asset = __ASSETS__['fonts.css'];
    if (!asset) {
      this.needed = false; // a site without fonts: boxes are better than nothing
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = asset;
      link.onload = () => resolve();
      link.onerror = () => {
        link.remove();
        reject(new Error('fonts.css cannot be loaded'));
      };
      document.head.append(link);
    });
  }
}
