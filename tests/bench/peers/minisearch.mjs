import MiniSearch from 'minisearch';
import { textOf } from '../support/data.mjs';
import { tokenize } from '../support/words.mjs';

export function makeSearch(records) {
  const index = new MiniSearch({ fields: ['text'], idField: 'number', tokenize });
  index.addAll(records.map((each, number) => ({ number, text: textOf(each) })));
  return (term) => index.search(term, { prefix: true, combineWith: 'AND' }).map(({ id }) => id);
}
