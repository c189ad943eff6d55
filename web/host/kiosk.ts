// What makes the page a wall: it fills the screen, which does not go dark, and the browser's own keys do nothing.
// Loaded when there is one.

let ends: AbortController | undefined;
let awake: WakeLockSentinel | undefined;

/** The browser lets go of it whenever the page is hidden. */
async function stayAwake(): Promise<void> {
  if (!ends || document.hidden || awake?.released === false) return;
  try {
    awake = await navigator.wakeLock.request('screen');
    if (!ends) void awake.release();
  } catch {
    awake = undefined; // not there, or the battery is low: asked for again with the next change
  }
}

/** Only a gesture may do it, so every gesture tries; then Escape is ours too, where the browser gives it away. */
function fill(): void {
  if (!ends || document.fullscreenElement) return;
  const { keyboard } = navigator as { keyboard?: { lock?: (keys: string[]) => Promise<void> } };
  document.documentElement.requestFullscreen?.({ navigationUI: 'hide' })
    .then(() => (ends ? keyboard?.lock?.(['Escape']) : document.exitFullscreen())).catch(() => undefined);
}

function address(change: (parameters: URLSearchParams) => void): void {
  const url = new URL(location.href);
  change(url.searchParams);
  history.replaceState(history.state, '', url);
}

export function show(on: boolean): void {
  if (on === (ends !== undefined)) return;
  if (!on) {
    ends?.abort();
    ends = undefined;
    void awake?.release();
    awake = undefined;
    if (document.fullscreenElement) void document.exitFullscreen();
    return address((parameters) => parameters.delete('kiosk'));
  }
  ends = new AbortController();
  const { signal } = ends;
  const options = { capture: true, signal };
  document.addEventListener('visibilitychange', () => void stayAwake(), options);
  for (const gesture of ['pointerdown', 'pointerup', 'keydown']) addEventListener(gesture, fill, options);
  for (const event of ['keydown', 'contextmenu']) addEventListener(event, (each) => each.preventDefault(), options);
  address((parameters) => parameters.has('kiosk') || parameters.set('kiosk', ''));
  void stayAwake();
  fill();
}
