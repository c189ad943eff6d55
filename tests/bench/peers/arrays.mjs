// No database at all: an array of objects, and for search the lower-case text of each.
import { filterSort, groupSum, textOf } from '../support/data.mjs';

export function inMemory(records) {
  return { filterSort: () => filterSort(records), groupSum: () => groupSum(records) };
}

export function makeSearch(records) {
  const texts = records.map((each) => textOf(each).toLowerCase());
  return (term) => {
    const found = [];
    for (let i = 0; i < texts.length; ++i) if (texts[i].includes(term)) found.push(i);
    return found;
  };
}
