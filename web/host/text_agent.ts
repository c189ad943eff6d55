import { belongsToBrowser, belongsToClipboard, modifiersOf, staysWithText } from './keyboard';
import type { Wasm } from './wasm';

/**
 * The one textarea that holds the focus whenever the app does. Typing and compositions happen in it, so input methods,
 * dead keys, dictation and the keyboards of phones work; what comes out goes to ImGui. It is seen only while composing,
 * and then stands at the caret.
 */
export class TextAgent {
  readonly element = document.createElement('textarea');
  private composing = false;
  private wantsText = false;
  private written: string | undefined;
  private readonly touch = matchMedia('(pointer: coarse)').matches;
  /** Phones tell of a Backspace only if there is something to delete. */
  private readonly filler = this.touch ? ' ' : '';

  constructor(private readonly wasm: Wasm, parent: HTMLElement, onFiles: (files: FileList) => void) {
    const { element } = this;
    element.id = 'text';
    element.autocapitalize = 'off';
    element.autocomplete = 'off';
    element.spellcheck = false;
    element.setAttribute('autocorrect', 'off');
    element.setAttribute('aria-label', 'Saddlebag');
    element.inputMode = this.touch ? 'none' : 'text';
    parent.append(element);
    this.clear();

    addEventListener('keydown', (event) => this.keyDown(event), true);
    addEventListener('keyup', (event) => this.key(event, false), true);
    element.addEventListener('input', (event) => this.input(event as InputEvent));
    element.addEventListener('compositionstart', () => this.compose(true));
    element.addEventListener('compositionupdate', () => requestAnimationFrame(() => this.fit()));
    element.addEventListener('compositionend', (event) => {
      this.compose(false);
      if (event.data) this.wasm.tell('typed', [event.data]);
      this.clear();
    });
    document.addEventListener('copy', (event) => this.copy(event, false));
    document.addEventListener('cut', (event) => this.copy(event, true));
    document.addEventListener('paste', (event) => {
      if (this.elsewhere(event)) return;
      event.preventDefault();
      if (event.clipboardData?.files.length) onFiles(event.clipboardData.files);
      const text = event.clipboardData?.getData('text/plain');
      if (text) this.wasm.tell('paste', [text.replace(/\r\n?/g, '\n')]);
    });
    addEventListener('focus', () => this.focusChanged(true));
    addEventListener('blur', () => this.focusChanged(false));
  }

  focus(): void {
    if (document.activeElement !== this.element) this.element.focus({ preventScroll: true });
  }

  /** Takes what is being composed as it stands, before something else is pressed. */
  commit(): void {
    if (!this.composing) return;
    this.element.blur();
    this.focus();
  }

  /** At the end of a touch, the only moment at which iOS shows its keyboard. */
  touchEnded(): void {
    this.wasm.call('settle');
    if (this.wantsText) {
      if (this.touch) this.element.blur();
      this.focus();
    }
  }

  setIme(wantsText: number, x: number, y: number, lineHeight: number): void {
    this.wantsText = wantsText !== 0;
    const { element } = this;
    if (this.touch) element.inputMode = this.wantsText ? 'text' : 'none';
    if (lineHeight <= 0) return;
    element.style.left = `${Math.round(x)}px`;
    element.style.top = `${Math.round(y)}px`;
    element.style.fontSize = element.style.lineHeight = element.style.height = `${lineHeight}px`;
  }

  /** Puts text on the system's clipboard, outside of a copy event. */
  write(text: string): void {
    const fallback = () => {
      this.written = text;
      document.execCommand('copy');
      this.written = undefined;
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).catch(fallback);
    else fallback();
  }

  /** The event happens in a field of the accessibility mirror, where assistive technology types by itself. */
  private elsewhere(event: Event): boolean {
    return event.target instanceof HTMLInputElement;
  }

  private keyDown(event: KeyboardEvent): void {
    if (this.composing || event.isComposing || event.keyCode === 229) return;
    if (belongsToBrowser(event)) return;
    if (this.elsewhere(event) && event.key !== 'Tab' && event.key !== 'Escape' && event.key !== 'Enter') return;
    if (belongsToClipboard(event)) return;
    this.focus();
    this.key(event, true);
    if (!staysWithText(event)) event.preventDefault();
  }

  private key(event: KeyboardEvent, down: boolean): void {
    if (!this.wasm.attached) return;
    this.wasm.tell('key', [event.code, event.key], modifiersOf(event), down ? 1 : 0);
  }

  private press(key: string): void {
    this.wasm.tell('key', [key, key], 0, 1);
    this.wasm.tell('key', [key, key], 0, 0);
  }

  private input(event: InputEvent): void {
    // What is composed goes in at the composition's end.
    if (event.isComposing || this.composing || event.inputType.includes('Composition')) return;
    switch (event.inputType) {
      case 'deleteContentBackward': case 'deleteWordBackward': this.press('Backspace'); break;
      case 'deleteContentForward': this.press('Delete'); break;
      case 'insertLineBreak': case 'insertParagraph': this.press('Enter'); break;
      default: {
        const text = this.element.value.slice(this.filler.length);
        if (text) this.wasm.tell('typed', [text]);
      }
    }
    this.clear();
  }

  private compose(on: boolean): void {
    this.composing = on;
    this.element.classList.toggle('composing', on);
    if (on) this.element.value = '';
    this.fit();
  }

  /** As wide as the text in it, and not over the edge. */
  private fit(): void {
    const { element } = this;
    element.style.width = '1px';
    if (!this.composing) return;
    element.style.width = `${Math.min(element.scrollWidth + 2, innerWidth - element.offsetLeft)}px`;
  }

  private clear(): void {
    this.element.value = this.filler;
    this.element.setSelectionRange(this.filler.length, this.filler.length);
  }

  private copy(event: ClipboardEvent, cut: boolean): void {
    if (this.elsewhere(event)) return;
    let text = this.written;
    if (text === undefined && this.wasm.call('copy', cut ? 1 : 0)) text = this.wasm.answer();
    if (text === undefined) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  }

  private focusChanged(on: boolean): void {
    if (!this.wasm.attached) return;
    this.wasm.call('focus', on ? 1 : 0);
    if (on && document.activeElement === document.body) this.focus();
  }
}
