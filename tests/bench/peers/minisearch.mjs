import MiniSearch from 'minisearch';
import { textOf } from '../support/data.mjs';

/** Words as they stand, Chinese character by character; found from their beginning, all that was typed. */
const tokenize = (text) => text.match(/\p{Script=Han}|[^\s\p{P}\p{Script=Han}]+/gu) ?? [];

export function makeSearch(records) {
  const index = new MiniSearch({ fields: ['text'], idField: 'number', tokenize });
  index.addAll(records.map((each, number) => ({ number, text: textOf(each) })));
  return (term) => index.search(term, { prefix: true, combineWith: 'AND' }).map(({ id }) => id);
}
