// Names of keys as WebDriver writes them: characters of a private area.
const codes = {
  Control: 0xe009, Shift: 0xe008, Alt: 0xe00a, Meta: 0xe03d, Enter: 0xe007, Tab: 0xe004, Backspace: 0xe003, Escape: 0xe00c,
  Delete: 0xe017, Insert: 0xe016, Home: 0xe011, End: 0xe010, PageUp: 0xe00e, PageDown: 0xe00f, ArrowLeft: 0xe012,
  ArrowUp: 0xe013, ArrowRight: 0xe014, ArrowDown: 0xe015, F1: 0xe031, F2: 0xe032, F3: 0xe033, F4: 0xe034, F5: 0xe035,
  F6: 0xe036, F7: 0xe037, F8: 0xe038, F9: 0xe039, F10: 0xe03a, F11: 0xe03b, F12: 0xe03c,
};

function code(name) {
  if (name === 'Space') return ' ';
  if (codes[name]) return String.fromCharCode(codes[name]);
  if ([...name].length > 1) throw new Error(`no key is called ${name}`);
  return name;
}

export const down = (name) => ({ type: 'keyDown', value: code(name) });
export const up = (name) => ({ type: 'keyUp', value: code(name) });

/** `Control+Shift+z`: all are pressed in turn, and let go in the other order. A plus sign alone is the key of that name. */
export function chord(text) {
  const names = text.split(/(?<=.)\+/);
  if (names.includes('Shift')) names.push(names.pop().replace(/^[a-z]$/, (letter) => letter.toUpperCase()));
  return [...names.map(down), ...names.reverse().map(up)];
}

/** What is written key by key. */
export function typing(text) {
  return [...text].flatMap((each) => {
    const name = each === '\n' ? 'Enter' : each === '\t' ? 'Tab' : each;
    return [down(name), up(name)];
  });
}
