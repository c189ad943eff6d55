import { languageAtStart } from './assets';
import { mac } from './keyboard';
import type { Wasm } from './wasm';

/** What is around the canvas: address, title, size, preferences of the system, visibility. */
export class Page {
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');
  private readonly contrast = matchMedia('(prefers-contrast: more), (forced-colors: active)');
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)');
  private readonly locks = new BroadcastChannel('saddlebag.lock');
  private leaderTicket = 0;
  private drawn = false;
  /** Of the interface, in the language that it begins in; there before the program is started. */
  texts = '';

  /** `authorized`: what somebody came back with who signed in at a backend's page. `onReady`: the first frame is drawn. */
  constructor(private readonly wasm: Wasm, private readonly canvas: HTMLCanvasElement, private readonly authorized: string,
    private readonly copyText: (text: string) => void, private readonly onReady: () => void) {}

  /** Everything that the program is told before it draws. */
  launch(): void {
    const flag = (on: boolean) => (on ? '1' : '0');
    this.wasm.giveText(location.hash);
    this.wasm.giveText(location.search);
    this.wasm.giveText(navigator.language);
    this.wasm.giveText(flag(this.dark.matches) + flag(this.still.matches) +
      flag(matchMedia('(pointer: coarse)').matches) + flag(mac) + flag('share' in navigator) + flag(this.contrast.matches));
    this.wasm.giveText(languageAtStart());
    this.wasm.giveText(this.texts);
    this.wasm.giveText(this.authorized);
    queueMicrotask(() => this.listen());
    this.measure();
  }

  ready(): void {
    this.drawn = true;
    this.onReady();
    document.documentElement.classList.add('ready');
    document.getElementById('splash')?.remove();
  }

  setRoute(hash: string, replace: number): void {
    if (hash === location.hash) return;
    if (replace) history.replaceState(null, '', hash);
    else history.pushState(null, '', hash);
  }

  goBack(): void {
    history.back();
  }

  lockOthers(): void {
    this.locks.postMessage(0);
  }

  authorize(address: string, memo: string): void {
    void import('./authorize').then(({ leave }) => leave(address, memo));
  }

  /** Only what leads to a telephone, a mail or another page: records hold any text, also javascript: and the like. */
  openLink(url: string): void {
    if (!/^(tel|mailto|https?):/i.test(url)) return;
    const link = document.createElement('a');
    link.href = url;
    link.rel = 'noopener noreferrer';
    if (/^http/i.test(url)) link.target = '_blank';
    link.click();
  }

  print(html: string): void {
    void import('./print').then(({ print }) => print(html));
  }

  /** The address of a place in the program: copied, or handed on to an app that the person chooses. */
  share(hash: string, title: string, copy: number): void {
    const url = new URL(hash, location.href).href;
    if (copy || !navigator.share) this.copyText(url);
    else navigator.share({ title, url }).catch(() => undefined); // they changed their mind
  }

  kiosk(on: number): void {
    void import('./kiosk').then(({ show }) => show(on !== 0));
  }

  reload(): void {
    location.reload();
  }

  setTitle(title: string, language: string): void {
    document.title = title;
    document.documentElement.lang = language;
  }

  setTheme(dark: number, background: number): void {
    const colour = `#${(background & 0xffffff).toString(16).padStart(6, '0')}`;
    const root = document.documentElement;
    root.style.colorScheme = dark ? 'dark' : 'light';
    root.style.backgroundColor = colour;
    document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]').forEach((meta) => (meta.content = colour));
  }

  watch(leader: number, online: number): void {
    this.leaderTicket = leader;
    for (const name of ['online', 'offline']) {
      addEventListener(name, () => this.wasm.complete(online, 0, navigator.onLine ? 1 : 0));
    }
  }

  /** Held for as long as the tab lives; the system gives it to the next one when this tab ends, however it ends. */
  compete(lock: string): void {
    const lead = () => this.wasm.complete(this.leaderTicket, 0, 1);
    if (!navigator.locks) return lead();
    navigator.locks.request(lock, () => {
      lead();
      return new Promise(() => undefined);
    }).catch(lead);
  }

  private listen(): void {
    this.locks.onmessage = () => this.wasm.call('lock');
    addEventListener('popstate', () => this.wasm.tell('route', [location.hash]));
    for (const asked of [this.dark, this.contrast, this.still]) {
      asked.addEventListener('change', () =>
        this.wasm.call('system_look', Number(this.dark.matches), Number(this.contrast.matches), Number(this.still.matches)));
    }
    document.addEventListener('visibilitychange', () => this.wasm.call('visible', document.hidden ? 0 : 1));
    addEventListener('pagehide', () => this.wasm.call('visible', 0));
    this.canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault(); // or it would never be restored
      this.wasm.call('context', 1);
    });
    this.canvas.addEventListener('webglcontextrestored', () => this.wasm.call('context', 0));
    this.makeRoomForKeyboard();
    const observer = new ResizeObserver(([entry]) => {
      const exact = entry?.devicePixelContentBoxSize?.[0];
      this.measure(exact?.inlineSize, exact?.blockSize);
    });
    try {
      observer.observe(this.canvas, { box: 'device-pixel-content-box' });
    } catch {
      observer.observe(this.canvas);
      addEventListener('resize', () => this.measure()); // Safari: zoom changes no CSS size
    }
  }

  /**
   * Where the keyboard of a phone covers the page instead of shrinking it (iOS), the canvas ends above it, and the page is
   * not pushed up by it.
   */
  private makeRoomForKeyboard(): void {
    const viewport = visualViewport;
    viewport?.addEventListener('resize', () => {
      if (viewport.scale > 1.01) return; // zoomed in by the person
      const covered = innerHeight - viewport.height;
      this.canvas.style.height = covered > 40 ? `${viewport.height}px` : '';
      scrollTo(0, 0);
      this.measure();
    });
  }

  /** Makes as many pixels as the screen has for it: CSS size, then device size. */
  fit(deviceWidth?: number, deviceHeight?: number): [number, number, number, number] {
    const { canvas } = this;
    const { width, height } = canvas.getBoundingClientRect();
    // The exact size, where the observer tells it; under emulation it tells that of the real screen.
    const scaled = Math.round(width * devicePixelRatio);
    if (deviceWidth === undefined || deviceHeight === undefined || Math.abs(deviceWidth - scaled) > 1) {
      deviceWidth = scaled;
      deviceHeight = Math.round(height * devicePixelRatio);
    }
    if (deviceWidth !== canvas.width || deviceHeight !== canvas.height) {
      canvas.width = deviceWidth;
      canvas.height = deviceHeight;
    }
    return [width, height, deviceWidth, deviceHeight];
  }

  /** Resizing clears the canvas, so it is drawn anew before the browser shows it. */
  private measure(deviceWidth?: number, deviceHeight?: number): void {
    this.wasm.call('resize', ...this.fit(deviceWidth, deviceHeight));
    if (this.drawn) this.wasm.call('frame');
  }
}
