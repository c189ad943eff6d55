import { Charset, Index } from 'flexsearch';
import { textOf } from '../support/data.mjs';

/** Words from their beginning; `full`, every part of every word, needs more memory than a page gets. */
export function makeSearch(records) {
  const index = new Index({ tokenize: 'forward', encoder: Charset.CJK });
  records.forEach((each, number) => index.add(number, textOf(each)));
  return (term) => index.search(term, { limit: records.length });
}
