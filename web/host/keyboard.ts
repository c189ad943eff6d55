/** What the keys mean before ImGui sees them: what belongs to the browser, what to the clipboard, what to the app. */

export const mac = /Mac|iPhone|iPad/.test(navigator.platform);

/** As web::Modifier in src/platform/web/imgui_platform.hpp. */
export function modifiersOf(event: KeyboardEvent): number {
  // AltGr types characters; on Windows it arrives as Ctrl and Alt as well.
  const typing = event.getModifierState('AltGraph');
  return (event.ctrlKey && !typing ? 1 : 0) | (event.shiftKey ? 2 : 0) | (event.altKey && !typing ? 4 : 0) |
    (event.metaKey ? 8 : 0);
}

const browserKeys = new Set(['F1', 'F5', 'F7', 'F11', 'F12', 'BrowserBack', 'BrowserForward']);
const browserShortcuts = new Set(['r', 't', 'w', 'n', 'l', 'd', 'j', 'i', 'u', 'q', 'h', 'm', '+', '-', '=', '0', 'tab',
  'pageup', 'pagedown']);

const isCommand = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.getModifierState('AltGraph');

/** Reload, tabs, zoom, address bar, developer tools and history stay with the browser. */
export function belongsToBrowser(event: KeyboardEvent): boolean {
  if (browserKeys.has(event.key)) return true;
  const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  if (!mac && event.altKey && !event.ctrlKey && sideways) return true;
  if (mac && event.metaKey && (event.key === '[' || event.key === ']')) return true;
  const key = event.key.toLowerCase();
  if (key === 'l' && event.shiftKey) return false; // the address bar's is without Shift
  return isCommand(event) && browserShortcuts.has(key);
}

/** Copy, cut and paste, which come as events of their own. */
export function belongsToClipboard(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (isCommand(event) && (key === 'c' || key === 'x' || key === 'v')) return true;
  return (key === 'insert' && (event.shiftKey || event.ctrlKey)) || (key === 'delete' && event.shiftKey);
}

const typesSomething = new Set(['Dead', 'Process', 'Unidentified', 'Compose']);
const modifierKeys = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'ScrollLock', 'Fn']);

/** Keys whose text the browser is to put into the text agent, or that do nothing by themselves. */
export function staysWithText(event: KeyboardEvent): boolean {
  if (modifierKeys.has(event.key) || typesSomething.has(event.key)) return true;
  return event.key.length === 1 && !isCommand(event);
}
