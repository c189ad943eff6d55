// The customers that everybody is measured with: the same on every machine, half of them Chinese. Runs in the page and
// in node.

/** Equal seeds give equal numbers (mulberry32). */
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const chinese = {
  country: '中国',
  cities: ['北京', '上海', '广州', '深圳', '杭州', '成都', '武汉', '西安', '南京', '苏州', '天津', '重庆', '长沙', '青岛', '郑州', '宁波', '厦门', '合肥', '济南', '大连'],
  firsts: ['华', '中', '金', '新', '东', '天', '宏', '恒', '瑞', '嘉', '博', '安', '云', '海', '星', '龙', '立', '永', '盛', '信'],
  seconds: ['腾', '达', '源', '创', '通', '泰', '辉', '康', '远', '航', '德', '美', '科', '邦', '锐', '峰', '洋', '宇', '诚', '图'],
  trades: ['机械', '电子', '软件', '医疗', '物流', '食品', '化工', '建材', '纺织', '能源', '汽车配件', '包装', '环保', '教育', '广告'],
  ends: ['有限公司', '股份有限公司', '科技有限公司', '集团', '贸易有限公司'],
  streets: ['人民路', '中山路', '解放大道', '建设路', '科技园路', '和平街', '滨江大道', '文化路', '工业大道', '学院路'],
  words: ['老客户', '需要报价', '年底续约', '对价格敏感', '决策人是总经理', '已寄样品', '竞争对手正在接触', '希望月结', '交货期要短', '由展会认识'],
  tags: ['重点', '老客户', '展会', '渠道', '试用', '出口'],
};
const english = {
  country: 'United Kingdom',
  cities: ['London', 'Leeds', 'Bristol', 'Glasgow', 'Cardiff', 'Sheffield', 'Belfast', 'Oxford', 'Derby', 'Norwich', 'Exeter', 'Durham', 'York', 'Bath', 'Hull', 'Dundee', 'Swansea', 'Chester', 'Lincoln', 'Truro'],
  firsts: ['North', 'Silver', 'Green', 'Iron', 'Bright', 'Stone', 'River', 'Summit', 'Harbour', 'Falcon', 'Cedar', 'Amber', 'Crown', 'Delta', 'Echo', 'Granite', 'Hazel', 'Ivory', 'Juniper', 'Keystone'],
  seconds: ['field', 'gate', 'works', 'bridge', 'line', 'forge', 'crest', 'point', 'ridge', 'well', 'wood', 'brook', 'mark', 'path', 'port', 'side', 'ton', 'vale', 'view', 'ward'],
  trades: ['Machinery', 'Electronics', 'Software', 'Medical', 'Logistics', 'Foods', 'Chemicals', 'Building', 'Textiles', 'Energy', 'Automotive', 'Packaging', 'Recycling', 'Training', 'Media'],
  ends: ['Ltd', 'Group', 'Partners', 'Holdings', 'plc'],
  streets: ['High Street', 'Station Road', 'Mill Lane', 'Church Road', 'Park Avenue', 'Victoria Road', 'Queensway', 'Bridge Street', 'Canal Walk', 'Market Place'],
  words: ['asked for a quote', 'renews in December', 'sensitive to price', 'the managing director decides', 'samples sent', 'talks to a competitor', 'wants monthly invoices', 'needs short delivery', 'met at the fair', 'long-standing customer'],
  tags: ['key account', 'loyal', 'fair', 'channel', 'trial', 'export'],
};
const tiers = ['none', 'white', 'silver', 'gold'];
export const lifecycles = ['prospect', 'intent', 'new', 'growing', 'mature', 'declining', 'dormant', 'lost'];

const hex = (number, digits) => number.toString(16).padStart(digits, '0');
/** A UUID of version 7 whose last digits are the record's number. */
export const idOf = (number) => `018f0000-0000-7000-8000-${hex(number, 12)}`;
export const numberOf = (id) => Number.parseInt(id.slice(-12), 16);

/** One customer, as a flat object: what a programmer would give to any of these databases. */
function customer(number, unit) {
  const from = unit() < 0.5 ? chinese : english;
  const one = (list) => list[Math.floor(unit() * list.length)];
  const below = (limit) => Math.floor(unit() * limit);
  const brief = one(from.firsts) + one(from.seconds);
  const trade = one(from.trades);
  const han = from === chinese;
  const site = `${han ? 'gs' : brief.toLowerCase()}${hex(below(1 << 20), 5)}.example`;
  const day = new Date(Date.UTC(2023, 0, 1) + below(1000) * 86_400_000 + below(86_400_000)).toISOString();
  return {
    id: idOf(number),
    name: han ? one(from.cities) + brief + trade + one(from.ends) : `${brief} ${trade} ${one(from.ends)}`,
    tier: tiers[below(4)],
    lifecycle: lifecycles[below(8)],
    industry: trade,
    phone: han ? `1${below(9e9) + 1e9}` : `+44 ${below(9000) + 1000} ${below(900000) + 100000}`,
    email: `info@${site}`,
    website: `https://www.${site}`,
    country: from.country,
    city: one(from.cities),
    address: han ? `${one(from.streets)}${below(999) + 1}号` : `${below(999) + 1} ${one(from.streets)}`,
    revenue: below(1e9) * 100 + 100, // CNY, in minor units
    employees: below(2000) + 1,
    founded: 1950 + below(73),
    tags: `${one(from.tags)}\n${one(from.tags)}`,
    description: `${one(from.words)}${han ? '，' : ', '}${one(from.words)}${han ? '。' : '.'}`,
    created: day,
    updated: day,
  };
}

export function makeCustomers(count, seed = 1) {
  const unit = random(seed);
  return Array.from({ length: count }, (_, number) => customer(number, unit));
}

/** The same as a document of our CouchDB profile. */
export function toDocument({ id, revenue, tags, ...rest }) {
  return {
    _id: `customer:${id}`,
    kind: 'customer',
    ...rest,
    annual_revenue: { amount: (revenue / 100).toFixed(2), currency: 'CNY' },
    tags: tags.split('\n'),
  };
}

/** Everything that the search box of a list looks at. */
export const textOf = (c) =>
  [c.name, c.industry, c.phone, c.email, c.website, c.country, c.city, c.address, c.tags, c.description].join('\n');

/** The list: growing customers of some size, the largest revenue first. */
export const filter = { lifecycle: 'growing', employees: 500, page: 50 };
export const holds = (c) => c.lifecycle === filter.lifecycle && c.employees >= filter.employees;

/** The answer of plain arrays, which every other one is compared with. */
export function filterSort(records) {
  const found = records.filter(holds).sort((a, b) => b.revenue - a.revenue);
  return { count: found.length, first: found.slice(0, filter.page).map(({ id }) => id) };
}

/** Employees of all customers by city. */
export function groupSum(records) {
  const sums = new Map();
  for (const { city, employees } of records) sums.set(city, (sums.get(city) ?? 0) + employees);
  return sums;
}

/** Parts of texts that are there, of two to eight characters, Latin and Chinese, and some that are nowhere. */
export function searchTerms(records, count = 60, seed = 7) {
  const unit = random(seed);
  const terms = new Set(['不存在的词', 'qzxjv', '00000000000']);
  while (terms.size < count) {
    const text = textOf(records[Math.floor(unit() * records.length)]);
    const size = 2 + Math.floor(unit() * 7);
    const at = Math.floor(unit() * (text.length - size));
    const term = text.slice(at, at + size).toLowerCase();
    if (!/\s/.test(term)) terms.add(term);
  }
  return [...terms];
}
