// Files as a sales system exports them, with the dirt that real ones have: days as dd-mm-yy, a product's name squeezed
// together, deals without an account, a parent company by name. The same seed makes the same files.

class Dice {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** 0 .. limit-1 */
  roll(limit) {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  of(list) {
    return list[this.roll(list.length)];
  }
}

const two = (number) => String(number).padStart(2, '0');
const line = (cells) => cells.map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(',');
const csv = (rows) => rows.map(line).join('\r\n') + '\r\n';
/** A day of 2016 or 2017 as dd-mm-yy. */
const shortDay = (days) => {
  const date = new Date(Date.UTC(2016, 9, 1) + days * 86_400_000);
  return `${two(date.getUTCDate())}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCFullYear() % 100)}`;
};

const series = ['GTX Basic', 'GTX Pro', 'MG Special', 'MG Advanced', 'GTX Plus Pro', 'GTX Plus Basic', 'GTK 500'];
const prices = [550, 4821, 55, 3393, 5482, 1096, 26768];
const sectors = ['medical', 'retail', 'software', 'technolgy', 'finance'];

export function salesFiles({ accounts = 85, agents = 35, deals = 880, seed = 7 } = {}) {
  const dice = new Dice(seed);
  const syllables = ['Al', 'Be', 'Cor', 'Dan', 'Fin', 'Gog', 'Hat', 'Iso', 'Kin', 'Lex', 'Mat', 'Nor', 'Pla', 'Ron', 'Sta', 'Tec'];
  const accountNames = Array.from({ length: accounts }, (_, i) => `${syllables[i % 16]}${syllables[Math.floor(i / 16) * 3 % 16].toLowerCase()}dom ${i + 1}`);
  const agentNames = Array.from({ length: agents }, (_, i) => `${syllables[i % 16]}a ${syllables[(i * 5 + 3) % 16]}son${i >= 16 ? ` ${'XYZ'[Math.floor(i / 16) - 1]}` : ''}`);
  const managers = ['Dora Brink', 'Melvin Mars', 'Cara Loss'];

  const accountRows = accountNames.map((name, i) => [name, dice.of(sectors), 1980 + dice.roll(35), (dice.roll(500000) / 100).toFixed(2),
    10 + dice.roll(20000), dice.of(['United States', 'Kenya', 'Philipines', 'Germany']), i % 12 === 5 ? accountNames[0] : '']);
  const teamRows = agentNames.map((name, i) => [name, managers[i % 3], ['Central', 'East', 'West'][i % 3]]);

  const expected = { customers: accounts, products: series.length, users: agents, managers: managers.length, deals, withoutAccount: 0, squeezed: 0,
    won: { count: 0, sum: 0 }, lost: 0, open: 0 };
  const dealRows = Array.from({ length: deals }, (_, i) => {
    const product = dice.roll(series.length);
    const stage = dice.of(['Won', 'Won', 'Won', 'Won', 'Lost', 'Lost', 'Engaging', 'Prospecting']);
    const nameless = (stage === 'Engaging' || stage === 'Prospecting') && dice.roll(10) < 6;
    const began = dice.roll(300);
    const amount = stage === 'Won' ? Math.round(prices[product] * (0.8 + dice.roll(40) / 100)) : stage === 'Lost' ? 0 : '';
    if (nameless) ++expected.withoutAccount;
    if (stage === 'Won') {
      ++expected.won.count;
      expected.won.sum += amount;
    } else if (stage === 'Lost') {
      ++expected.lost;
    } else {
      ++expected.open;
    }
    const squeezed = series[product] === 'GTX Pro';
    if (squeezed) ++expected.squeezed;
    const closed = stage === 'Won' || stage === 'Lost';
    return [`D${String(i + 1).padStart(7, '0')}`, dice.of(agentNames), squeezed ? 'GTXPro' : series[product], nameless ? '' : dice.of(accountNames), stage,
      stage === 'Prospecting' ? '' : shortDay(began), closed ? shortDay(began + 1 + dice.roll(130)) : '', amount];
  });
  const file = (name, rows) => ({ name, bytes: Buffer.from(csv(rows)) });
  return {
    expected,
    deals: dealRows,
    files: [
      file('accounts.csv', [['account', 'sector', 'year_established', 'revenue', 'employees', 'office_location', 'subsidiary_of'], ...accountRows]),
      file('products.csv', [['product', 'series', 'sales_price'], ...series.map((name, i) => [name, name.split(' ')[0], prices[i]])]),
      file('sales_teams.csv', [['sales_agent', 'manager', 'regional_office'], ...teamRows]),
      file('sales_pipeline.csv', [['opportunity_id', 'sales_agent', 'product', 'account', 'deal_stage', 'engage_date', 'close_date', 'close_value'], ...dealRows]),
    ],
  };
}

/** `20-10-16` as `2016-10-20`. */
export const isoOf = (short) => short && `20${short.slice(6)}-${short.slice(3, 5)}-${short.slice(0, 2)}`;
