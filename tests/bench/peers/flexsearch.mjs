import { Index } from 'flexsearch';
import { textOf } from '../support/data.mjs';
import { tokenize } from '../support/words.mjs';

/** Words from their beginning; `full`, every part of every word, needs more memory than a page gets. */
export function makeSearch(records) {
  const index = new Index({ tokenize: 'forward', encode: (text) => tokenize(text.toLowerCase()) });
  records.forEach((each, number) => index.add(number, textOf(each)));
  return (term) => index.search(term, { limit: records.length });
}
