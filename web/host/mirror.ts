import type { Wasm } from './wasm';

/** As ui::a11y::State in src/ui/a11y/tree.hpp. */
const state = {
  disabled: 1, selected: 2, checked: 4, expanded: 8, collapsed: 16, pressed: 32, required: 64, invalid: 128,
  focused: 256, readOnly: 512, modal: 1024, busy: 2048, multiline: 4096, sortAscending: 8192, sortDescending: 16384,
  current: 32768, unchecked: 65536, cut: 131072,
};
/** As web::Assist in src/platform/web/platform.hpp. */
enum Assist { press, focus, setValue, stepUp, stepDown }

const typed = new Set(['textbox', 'searchbox', 'combobox', 'spinbutton']);
const selectable = new Set(['tab', 'option', 'row', 'gridcell']);
/** Roles that ARIA has no word for, or that plain elements have by themselves; a page need not say that it is a program. */
const silent = new Set(['text', 'application']);
/** Roles that may tell their place among many. */
const numbered = new Set(['listitem', 'option', 'tab', 'radio', 'menuitem', 'menuitemcheckbox', 'treeitem']);
/** Roles that are called by what they contain; all others need a label. */
const calledByContent = new Set(['text', 'status', 'alert', 'heading', 'link', 'button', 'checkbox', 'switch', 'radio', 'option',
  'menuitem', 'tab', 'gridcell', 'columnheader', 'row', 'cell', 'rowheader', 'treeitem']);

interface Told {
  id: number; states: number; box: [number, number, number, number]; index: number; count: number; level: number;
  role: string; name: string; value: string; note: string;
}

class Reader {
  private at = 0;
  private readonly view: DataView;
  private readonly decoder = new TextDecoder();

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  u32(): number { return this.view.getUint32((this.at += 4) - 4, true); }
  i32(): number { return this.view.getInt32((this.at += 4) - 4, true); }
  f32(): number { return this.view.getFloat32((this.at += 4) - 4, true); }
  text(): string {
    const size = this.u32();
    return this.decoder.decode(this.bytes.subarray(this.at, (this.at += size)));
  }
  node(): Told {
    return {
      id: this.u32(), states: this.u32(), box: [this.f32(), this.f32(), this.f32(), this.f32()],
      index: this.i32(), count: this.i32(), level: this.i32(),
      role: this.text(), name: this.text(), value: this.text(), note: this.text(),
    };
  }
}

function set(element: HTMLElement, name: string, value: string | number | boolean | undefined): void {
  const text = value === undefined || value === '' || value === 0 ? undefined : String(value);
  if (text === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/**
 * The accessibility tree as ARIA elements over the canvas, each where its widget is drawn. Pointers fall through to the
 * canvas; assistive technology clicks, focuses and fills in here, and the program does it.
 */
export class Mirror {
  private readonly elements = new Map<number, HTMLElement>();
  private readonly told = new Map<number, Told>();
  private readonly polite = document.createElement('div');
  private readonly urgent = document.createElement('div');
  private focused = 0;

  constructor(private readonly wasm: Wasm, private readonly root: HTMLElement, private readonly agent: HTMLElement) {
    for (const [region, live] of [[this.polite, 'polite'], [this.urgent, 'assertive']] as const) {
      region.setAttribute('aria-live', live);
      region.className = 'live';
      root.after(region);
    }
    root.addEventListener('click', (event) => this.ask(event, Assist.press));
    root.addEventListener('focusin', (event) => {
      this.ask(event, Assist.focus);
      // Keys go to the agent; in a field, assistive technology writes by itself.
      if (!(event.target instanceof HTMLInputElement)) this.agent.focus({ preventScroll: true });
    });
    root.addEventListener('input', (event) => {
      this.ask(event, Assist.setValue, (event.target as HTMLInputElement).value);
    });
  }

  announce(text: string, urgent: number): void {
    (urgent ? this.urgent : this.polite).textContent = text;
  }

  /** The diff that src/platform/web/mirror.cpp writes. */
  apply(bytes: Uint8Array): void {
    const reader = new Reader(bytes);
    let focused = 0;
    let blurred = false;
    const changed: Told[] = [];
    for (let left = reader.u32(); left > 0; --left) {
      const node = reader.node();
      changed.push(node);
      this.told.set(node.id, node);
      if (node.states & state.focused) focused = node.id;
      else if (node.id === this.focused) blurred = true;
    }
    for (const node of changed) this.element(node);
    this.arrange(reader);
    for (const node of changed) this.patch(node);
    for (const node of changed) this.showOpened(node);
    if (focused || blurred || !this.elements.has(this.focused)) this.showFocus(focused);
  }

  private element({ id, role }: Told): void {
    const tag = typed.has(role) ? 'input' : 'div';
    const old = this.elements.get(id);
    if (old?.localName === tag) return;
    const element = document.createElement(tag);
    element.id = `n${id}`;
    element.dataset['id'] = String(id);
    element.tabIndex = -1;
    if (old) {
      element.append(...old.children);
      old.replaceWith(element);
    }
    this.elements.set(id, element);
  }

  private arrange(reader: Reader): void {
    const count = reader.u32();
    if (count === 0) return;
    const order = Array.from({ length: count }, () => [reader.u32(), reader.u32()] as const);
    const seen = new Set(order.map(([id]) => id));
    for (const [id, element] of this.elements) {
      if (seen.has(id)) continue;
      this.elements.delete(id);
      this.told.delete(id);
      element.remove();
    }
    // A child may still be somewhere else, so what comes next in a parent is known only once the one before has its place.
    const last = new Map<HTMLElement, HTMLElement>();
    for (const [id, above] of order) {
      const element = this.elements.get(id);
      const parent = this.elements.get(above) ?? this.root;
      if (!element) continue;
      const before = last.get(parent);
      const place = before ? before.nextElementSibling : parent.firstElementChild;
      if (place !== element) parent.insertBefore(element, place);
      last.set(parent, element);
    }
  }

  private patch(node: Told): void {
    const element = this.elements.get(node.id);
    if (!element) return;
    const has = (bit: number) => (node.states & bit) !== 0;
    const { role, name, value, note } = node;
    const [x, y, width, height] = node.box;
    const { style } = element;
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;

    const checkable = role === 'checkbox' || role === 'switch' || role === 'radio';
    const showsCheck = checkable || has(state.checked | state.unchecked);
    const checks = role === 'menuitem' && showsCheck;
    set(element, 'role', silent.has(role) ? undefined : checks ? 'menuitemcheckbox' : role);
    set(element, 'aria-description', note);
    this.flag(element, 'aria-disabled', has(state.disabled), true);
    set(element, 'aria-selected', selectable.has(role) || has(state.selected) ? has(state.selected) : undefined);
    this.flag(element, 'aria-checked', showsCheck, has(state.checked));
    const opens = role === 'combobox' || (has(state.expanded | state.collapsed) && !(role === 'searchbox' || role === 'textbox'));
    this.flag(element, 'aria-expanded', opens, has(state.expanded));
    set(element, 'aria-haspopup', role === 'searchbox' && has(state.expanded | state.collapsed) ? 'listbox' : undefined);
    this.flag(element, 'aria-pressed', has(state.pressed), true);
    this.flag(element, 'aria-required', has(state.required), true);
    this.flag(element, 'aria-invalid', has(state.invalid), true);
    this.flag(element, 'aria-readonly', has(state.readOnly), true);
    this.flag(element, 'aria-modal', has(state.modal), true);
    this.flag(element, 'aria-busy', has(state.busy), true);
    this.flag(element, 'aria-multiline', has(state.multiline) && role === 'textbox', true);
    set(element, 'aria-current', has(state.current) ? 'page' : undefined);
    set(element, 'aria-sort', has(state.sortAscending) ? 'ascending' : has(state.sortDescending) ? 'descending' : undefined);
    set(element, 'aria-level', node.level);
    const cell = role === 'gridcell' || role === 'columnheader';
    set(element, 'aria-rowindex', role === 'row' ? node.index : 0);
    set(element, 'aria-colindex', cell ? node.index : 0);
    set(element, 'aria-posinset', numbered.has(role) ? node.index : 0);
    set(element, 'aria-setsize', numbered.has(role) ? node.count : 0);
    set(element, 'aria-rowcount', role === 'grid' ? node.count : 0);
    set(element, 'data-count', node.count);
    set(element, 'data-value', value);
    this.flag(element, 'data-cut', has(state.cut), true);
    this.say(element, role, name, value);
  }

  /** Which list or calendar a drop-down has opened: the last, for they open over each other. */
  private showOpened({ id, role, states }: Told): void {
    if (role !== 'combobox') return;
    const opened = states & state.expanded ? [...this.root.querySelectorAll('[role=listbox],[role=dialog]')].at(-1)?.id : undefined;
    set(this.elements.get(id)!, 'aria-controls', opened);
  }

  private flag(element: HTMLElement, name: string, shown: boolean, value: boolean): void {
    set(element, name, shown ? value : undefined);
  }

  /** Name and value, where ARIA looks for them: text of leaves is their content, everything else has a label. */
  private say(element: HTMLElement, role: string, name: string, value: string): void {
    if (element instanceof HTMLInputElement) {
      set(element, 'aria-label', name);
      element.readOnly = element.getAttribute('aria-readonly') === 'true';
      element.disabled = element.getAttribute('aria-disabled') === 'true';
      if (element.value !== value && document.activeElement !== element) element.value = value;
      return;
    }
    const leaf = element.childElementCount === 0;
    if (role === 'progressbar') set(element, 'aria-valuetext', value);
    if (leaf && role !== 'img' && role !== 'separator') {
      const labelled = value !== '' || !calledByContent.has(role);
      set(element, 'aria-label', labelled ? name : undefined);
      const text = value || (labelled ? '' : name);
      if (element.textContent !== text) element.textContent = text;
    } else {
      set(element, 'aria-label', silent.has(role) ? undefined : name);
      if (element.firstChild instanceof Text) element.firstChild.remove();
    }
  }

  private showFocus(id: number): void {
    this.elements.get(this.focused)?.removeAttribute('data-focused');
    this.focused = id;
    const element = this.elements.get(id);
    if (!element) {
      this.agent.removeAttribute('aria-activedescendant');
      return;
    }
    element.dataset['focused'] = '';
    this.agent.setAttribute('aria-activedescendant', element.id);
  }

  private ask(event: Event, what: Assist, value = ''): void {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-id]');
    if (!element) return;
    event.stopPropagation();
    this.wasm.tell('assist', [value], Number(element.dataset['id']), what);
  }
}
