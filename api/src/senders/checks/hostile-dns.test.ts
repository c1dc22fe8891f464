import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { fakeDns, type Zone } from '../../../test/fake-dns.ts';
import { fragments, isTooSlow, longTexts, timesControl } from '../../../test/text-growth.ts';
import { DnsLookup } from '../../platform/dns/dns-lookup.ts';
import { checkDueDomains } from '../domains/check-sender-domain.ts';
import { checkDomain } from './check-domain.ts';
import { checkSpf } from './check-spf.ts';
import { copyContext } from '../../context/context.ts';

// Whoever adds a domain decides what its DNS server says.
const DOMAIN = 'news.example.org';
const ADD = 'mutation ($domain: String!) { addSenderDomain(input: { domain: $domain }) { id } }';

/** So many layers of names, each of which includes every name of the next. */
function layers(count: number, width: number): Zone {
  const nameOf = (layer: number, index: number) => `n${index}.l${layer}.example`;
  const including = (layer: number) =>
    Array.from({ length: width }, (_, index) => `include:${nameOf(layer, index)}`).join(' ');
  const zone: Zone = { [DOMAIN]: { TXT: [`v=spf1 ${including(0)} -all`] } };
  for (let layer = 0; layer < count; layer++)
    for (let index = 0; index < width; index++)
      zone[nameOf(layer, index)] = { TXT: [`v=spf1 ${layer < count - 1 ? including(layer + 1) : ''} -all`] };
  return zone;
}

test('records that include each other in layers take a bounded number of queries', async () => {
  const { dns, asked } = await fakeDns(layers(4, 10));
  const faults = await checkSpf(dns, { domain: DOMAIN, ips: [] });
  expect(faults.map(({ code }) => code)).toEqual(['DNS_SPF_LOOKUPS']);
  expect(asked.length).toBeLessThan(60);
});

const nul = 'v=DMARC1; p=a\0b; x';
const broken: Zone[] = [
  { [DOMAIN]: { TXT: ['v=spf\0'] } },
  { [DOMAIN]: { TXT: ['v=spf1 include:\0.example -all'] } },
  { [`_dmarc.${DOMAIN}`]: { TXT: [nul] } },
  { [`_dmarc.${DOMAIN}`]: { TXT: ['dmarc1\0'] } },
  { '_dmarc.example.org': { TXT: [nul] } },
];

/** Checks two domains of two owners, the first before the second. Returns which of them were checked. */
async function checkBoth(dns: DnsLookup): Promise<boolean[]> {
  const app = await testApp();
  const em = app.orm.em.fork();
  const ids: number[] = [];
  for (const [domain, years] of [
    [DOMAIN, 9],
    ['other.example.org', 8],
  ] as const) {
    const { addSenderDomain } = await as(await build.user()).ask(ADD, { domain });
    ids.push(Number(addSenderDomain.id));
    await em.execute('update sender_domain set checked_at = now() - make_interval(years => ?) where id = ?', [
      years,
      ids.at(-1),
    ]);
  }
  await checkDueDomains(copyContext(app.asSystem(), { dns }), { most: 2 });
  const rows = await em.execute<{ is_checked: boolean }[]>(
    `select checked_at > now() - interval '1 minute' as is_checked from sender_domain where id = any (?::int[]) order by id`,
    [`{${ids.join()}}`],
  );
  await em.execute('delete from sender_domain where id = any (?::int[])', [`{${ids.join()}}`]);
  return rows.map((row) => row.is_checked);
}

test.each(broken)('a record that no database stores is a fault like any other: %j', async (zone) => {
  const { dns } = await fakeDns(zone);
  expect(await checkBoth(dns)).toEqual([true, true]);
});

test('a domain that cannot be checked keeps no other from being checked, and is not always the first', async () => {
  class Faulty extends DnsLookup {
    override async mx(name: string) {
      if (name === DOMAIN) throw new Error('A bug.');
      return super.mx(name);
    }
  }
  const { server } = await fakeDns({});
  expect(await checkBoth(new Faulty({ servers: [server], timeout: 200 }))).toEqual([true, true]);
});

/** The longest record that fits into a response. */
const LONGEST = 64_000;

/** Every TXT record says the same. */
class OneRecord extends DnsLookup {
  override readonly resolve = async (_name: string, type: string) => {
    if (type !== 'TXT') throw Object.assign(new Error('There is none.'), { code: 'ENODATA' });
    return [[this.#record]];
  };
  readonly #record: string;

  constructor(record: string) {
    super();
    this.#record = record;
  }

  override txt = async () => ({ state: 'FOUND' as const, records: [this.#record] });
  override mx = async () => ({ state: 'MISSING' as const });
  override addresses = async () => ({ state: 'MISSING' as const });
  override alias = async () => null;
}

const records: Record<string, (text: string) => string> = {
  'a record': (text) => text,
  'an SPF record': (text) => `v=spf1 ${text} -all`,
  'an included name': (text) => `v=spf1 include:${text} -all`,
  'a name with a macro': (text) => `v=spf1 exists:%{${text}}.${text} -all`,
  'a network': (text) => `v=spf1 ip4:${text}/${text} ip6:${text} a:${text}/${text}//${text} -all`,
  'a modifier': (text) => `v=spf1 ${text}=${text} redirect=${text} exp=${text}`,
  'a DMARC record': (text) => `v=DMARC1; p=${text}; sp=${text}; rua=${text}`,
  'a DKIM record': (text) => `v=DKIM1; t=${text}; p=${text}`,
};

test.each(Object.entries(records))('%s is read in time that grows with its length alone', async (_, make) => {
  const slow: string[] = [];
  const keys = [{ selector: 's1', publicKey: 'MIIB' }];
  for (const [name, fragment] of Object.entries(fragments))
    for (const text of longTexts(fragment, LONGEST)) {
      const dns = new OneRecord(make(text).slice(0, LONGEST));
      const times = await timesControl(() =>
        checkDomain(dns, { domain: DOMAIN, keys, envelopeDomain: DOMAIN, ips: [] }),
      );
      if (isTooSlow(times)) slow.push(`${name}: ${Math.round(times)} times the control`);
    }
  expect(slow).toEqual([]);
});
