// The tables of the README, from the medians of each peer.
import { peers } from './peers.mjs';
import { machine, pulled, records, rounds } from './settings.mjs';
import { comparison } from './table.mjs';

const format = (count) => count.toLocaleString('en');

/** How the peers are set up where that is not plain from their names. */
const searchRemarks = {
  saddlebag: 'the rest by pinyin',
  'saddlebag-load': 'the rest by pinyin',
  arrays: '`.includes` over joined lower-case text',
  sqlite: 'FTS5 trigram; shorter terms by `instr`',
  minisearch: 'beginnings of words, Chinese by character',
  flexsearch: 'beginnings of words, Chinese by character',
};

export function report(medians, chromium) {
  const ours = medians.saddlebag ?? {};
  const part = (title, key, remark = () => '') => comparison(title, peers.map(({ name, title: who }) =>
    [who, medians[name]?.[key], remark(name, medians[name] ?? {})]), ours[key]);
  const percent = (share) => `${(share * 100).toFixed(share === 1 ? 0 : 1)} %`;
  const failures = peers.filter(({ name }) => medians[name]?.failed)
    .map(({ name, title }) => `- ${title} failed: ${medians[name].failed}`);
  return [
    `Medians of ${rounds} rounds with ${format(records)} customers, each peer in a fresh profile of Chromium ${chromium}, ` +
      `all in one run on ${machine()}. Again: \`cmake --workflow --preset bench\`.`,
    '',
    part(`Durable write of ${format(records)} customers, from records in memory`, 'write'),
    part('Cold open: from the address to the answers of the first two queries', 'open'),
    part(`Filter and sort ${format(records)}, first page and count`, 'filterSort'),
    part(`Group ${format(records)} by city, with sums`, 'groupSum'),
    part('Search for any part of any text, all matches, 95th percentile', 'searchP95',
      (name, { recall, precision }) => (recall === undefined ? ''
        : `finds ${percent(recall)}, ${percent(precision)} of it right; ${searchRemarks[name]}`)),
    part(`First pull of ${format(pulled)} customers from pouchdb-server, until durable`, 'pull'),
    ...failures,
    '',
  ].join('\n');
}
