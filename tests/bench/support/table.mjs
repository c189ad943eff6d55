// What was measured, as Markdown.

const digits = (value) => (value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3);

/** Milliseconds, with three significant digits or so. */
export function time(ms) {
  if (ms === undefined) return '';
  return ms >= 1000 ? `${(ms / 1000).toFixed(digits(ms / 1000))} s` : `${ms.toFixed(digits(ms))} ms`;
}

/** How many times longer than ours; in brackets where it is shorter. */
export function ratio(theirs, ours) {
  if (theirs === undefined || ours === undefined) return '';
  const times = theirs / ours;
  return `${times.toFixed(digits(times))} ×`;
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/**
 * One measurement: who took how long, and how that compares with `ours`. `values` is a list of [title, milliseconds,
 * remark]; those that measured nothing are left out.
 */
export function comparison(title, values, ours) {
  const rows = values.filter(([, ms]) => ms !== undefined)
    .map(([name, ms, remark = '']) => [name, time(ms), ratio(ms, ours), remark]);
  const remarks = rows.some(([, , , remark]) => remark !== '');
  return `**${title}**\n\n${table(['', 'median', 'ours = 1', ...(remarks ? [''] : [])], remarks ? rows : rows.map((row) => row.slice(0, 3)))}\n`;
}
