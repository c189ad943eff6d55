// The floor of a pull: the same pages are fetched and parsed, and nothing is kept on the device.
const perPage = 500;
const records = new Map();

async function fetchPage(url, since, limit) {
  const answer = await fetch(`${url}/_changes?since=${since}&include_docs=true${limit ? `&limit=${limit}` : ''}`, { cache: 'no-store' });
  const { results, last_seq: last } = JSON.parse(await answer.text());
  for (const { doc } of results) records.set(doc._id, doc);
  return { last, size: results.length };
}

export const inPages = {
  pull: async (url) => {
    for (let since = 0, size = perPage; size === perPage;) ({ last: since, size } = await fetchPage(url, since, perPage));
  },
};
export const atOnce = { pull: async (url) => void await fetchPage(url, 0) };
export const countPulled = () => records.size;
