import { beforeAll, expect, test } from 'vitest';
import { fakeDns, type Zone } from '../../../test/fake-dns.ts';
import { dkimRecord, makeDkimKey, publicPart } from '../../platform/dkim/dkim-key.ts';
import { textOf } from '../../language/text.ts';
import { checkDomain } from './check-domain.ts';
import { checkPtr } from './check-ptr.ts';

const DOMAIN = 'news.example.org';
const RECORD = `s1._domainkey.${DOMAIN}`;
const IP = '192.0.2.7';
let publicKey = '';
let other = '';

beforeAll(async () => {
  publicKey = publicPart(await makeDkimKey('RSA'));
  other = publicPart(await makeDkimKey('RSA'));
});

/** A correct set-up, with the changes of a test. */
const zone = (changes: Zone = {}): Zone => ({
  [DOMAIN]: {
    TXT: ['google-site-verification=x', `v=spf1 ip4:${IP} include:_spf.relay.example -all`],
    MX: ['mx.example.org'],
  },
  '_spf.relay.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
  [RECORD]: { TXT: [dkimRecord('RSA', publicKey)] },
  [`_dmarc.${DOMAIN}`]: { TXT: ['v=DMARC1; p=none; rua=mailto:d@example.org'] },
  'example.org': {},
  ...changes,
});

async function codesOf(changes: Zone, ips: string[] = [IP]): Promise<string[]> {
  const { dns } = await fakeDns(zone(changes));
  const { faults } = await checkDomain(dns, {
    domain: DOMAIN,
    keys: [{ selector: 's1', publicKey }],
    envelopeDomain: DOMAIN,
    ips,
  });
  for (const { code, params } of faults)
    for (const locale of ['EN', 'RU'] as const) expect(textOf(locale, code, params)).not.toMatch(/\{\w+\}/);
  return faults.map(({ code }) => code);
}

const spf = (record: string): Zone => ({ [DOMAIN]: { TXT: [record], MX: ['mx.example.org'] } });
const dmarc = (...records: string[]): Zone => ({ [`_dmarc.${DOMAIN}`]: { TXT: records } });
const includes = Array.from({ length: 12 }, (_, index) => `i${index}.example`);

test('nothing is wrong with a set-up that is right, whether addresses are known or not', async () => {
  expect(await codesOf({})).toEqual([]);
  expect(await codesOf({}, [])).toEqual([]);
});

test.each<[string, () => Zone, string[]]>([
  ['no DKIM record', () => ({ [RECORD]: {} }), ['DNS_DKIM_MISSING']],
  ['another DKIM key', () => ({ [RECORD]: { TXT: [dkimRecord('RSA', other)] } }), ['DNS_DKIM_OTHER']],
  [
    'two DKIM records',
    () => ({ [RECORD]: { TXT: [dkimRecord('RSA', publicKey), 'v=DKIM1; p='] } }),
    ['DNS_DKIM_SEVERAL'],
  ],
  ['a revoked DKIM key', () => ({ [RECORD]: { TXT: ['v=DKIM1; p='] } }), ['DNS_DKIM_REVOKED']],
  [
    'a DKIM key that was cut off',
    () => ({ [RECORD]: { TXT: [dkimRecord('RSA', publicKey).slice(0, 255)] } }),
    ['DNS_DKIM_CUT'],
  ],
  [
    'a DKIM record for tests',
    () => ({ [RECORD]: { TXT: [`${dkimRecord('RSA', publicKey)}; t=y`] } }),
    ['DNS_DKIM_TESTING'],
  ],
  [
    'a DKIM key in two records',
    () => ({
      [RECORD]: {
        TXT: [dkimRecord('RSA', publicKey).slice(0, 200), dkimRecord('RSA', publicKey).slice(200)],
      },
    }),
    ['DNS_DKIM_SPLIT'],
  ],
  [
    'a DKIM key with the quotation marks of its strings in it',
    () => ({ [RECORD]: { TXT: [dkimRecord('RSA', publicKey).replace(/.{150}/, '$&" "')] } }),
    ['DNS_DKIM_SPLIT'],
  ],
  [
    'a DKIM alias that leads nowhere',
    () => ({ [RECORD]: { CNAME: ['s1.relay.example'] } }),
    ['DNS_ALIAS_NOWHERE'],
  ],
  [
    'a DMARC alias that leads nowhere',
    () => ({ [`_dmarc.${DOMAIN}`]: { CNAME: ['d.relay.example'] } }),
    ['DNS_ALIAS_NOWHERE'],
  ],
  ['no SPF record', () => ({ [DOMAIN]: { MX: ['mx.example.org'] } }), ['DNS_SPF_MISSING']],
  [
    'two SPF records',
    () => ({ [DOMAIN]: { TXT: ['v=spf1 -all', 'v=spf1 ~all'], MX: ['mx.example.org'] } }),
    ['DNS_SPF_SEVERAL'],
  ],
  [
    'an SPF record with a slip',
    () => spf('v=spf1 ip4:192.0.2.7 inclde:relay.example -all'),
    ['DNS_SPF_SYNTAX'],
  ],
  [
    'an SPF record of twelve includes',
    () => ({
      ...spf(`v=spf1 ${includes.map((name) => `include:${name}`).join(' ')} -all`),
      ...Object.fromEntries(includes.map((name) => [name, { TXT: ['v=spf1 ip4:198.51.100.1 -all'] }])),
    }),
    ['DNS_SPF_LOOKUPS'],
  ],
  ['an SPF record that goes round', () => spf(`v=spf1 include:${DOMAIN} -all`), ['DNS_SPF_LOOP']],
  [
    'an SPF record that goes round over another',
    () => ({
      ...spf('v=spf1 include:a.example -all'),
      'a.example': { TXT: [`v=spf1 ip4:198.51.100.1 redirect=${DOMAIN}`] },
    }),
    ['DNS_SPF_LOOP'],
  ],
  ['an SPF record in quotation marks', () => spf('"v=spf1 ip4:192.0.2.7 -all"'), ['DNS_SPF_BEGINNING']],
  ['an SPF record without its first space', () => spf('v=spf1ip4:192.0.2.7 -all'), ['DNS_SPF_BEGINNING']],
  ['an SPF record for everybody', () => spf('v=spf1 ip4:192.0.2.7 +all'), ['DNS_SPF_ALL']],
  ['an SPF record of others', () => spf('v=spf1 ip4:198.51.100.1 -all'), ['DNS_SPF_EXCLUDES']],
  ['no DMARC record', () => ({ [`_dmarc.${DOMAIN}`]: {} }), ['DNS_DMARC_MISSING']],
  ['two DMARC records', () => dmarc('v=DMARC1; p=none', 'v=DMARC1; p=reject'), ['DNS_DMARC_SEVERAL']],
  ['a policy that is none', () => dmarc('v=DMARC1; p=rejct'), ['DNS_DMARC_POLICY']],
  ['a DMARC record without semicolons', () => dmarc('v=DMARC1 p=none'), ['DNS_DMARC_SYNTAX']],
  ['a DMARC record with its version last', () => dmarc('p=reject; v=DMARC1'), ['DNS_DMARC_SYNTAX']],
  ['a DMARC record of a version in small letters', () => dmarc('v=dmarc1; p=none'), ['DNS_DMARC_SYNTAX']],
  ['no mail server', () => ({ [DOMAIN]: { TXT: ['v=spf1 ip4:192.0.2.7 -all'] } }), ['DNS_MX_MISSING']],
  ['a null MX', () => ({ [DOMAIN]: { TXT: ['v=spf1 ip4:192.0.2.7 -all'], MX: ['.'] } }), ['DNS_MX_NULL']],
  ['a server that fails', () => ({ [RECORD]: 'SERVFAIL' }), ['DNS_CANNOT_TELL']],
  ['a server that is silent', () => ({ [`_dmarc.${DOMAIN}`]: 'SILENT' }), ['DNS_CANNOT_TELL']],
])('%s is named', async (_, changes, codes) => {
  expect(await codesOf(changes())).toEqual(codes);
});

test('an alias that leads to the record is as good as the record', async () => {
  const changes: Zone = {
    [RECORD]: { CNAME: ['s1.relay.example'] },
    's1.relay.example': { TXT: [dkimRecord('RSA', publicKey)] },
  };
  expect(await codesOf(changes)).toEqual([]);
});

test.each([[DOMAIN], [RECORD], [`_dmarc.${DOMAIN}`], ['_spf.relay.example']])(
  'of a name that fails (%s) nothing is called missing',
  async (name) => {
    for (const failure of ['SERVFAIL', 'SILENT'] as const) {
      // If no address is known, the whole of the SPF record is evaluated.
      const codes = await codesOf({ [name]: failure }, []);
      expect(new Set(codes)).toEqual(new Set(['DNS_CANNOT_TELL']));
    }
  },
);

test("the record of the domain above counts for DMARC, and the domain's own address without MX", async () => {
  const changes: Zone = {
    [`_dmarc.${DOMAIN}`]: {},
    '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject'] },
    [DOMAIN]: { TXT: ['v=spf1 ip4:192.0.2.7 -all'], A: [IP] },
  };
  expect(await codesOf(changes)).toEqual([]);
});

test.each<[string, Zone, string[]]>([
  [
    'a name that leads back',
    { '7.2.0.192.in-addr.arpa': { PTR: ['mail.example.org'] }, 'mail.example.org': { A: [IP] } },
    [],
  ],
  ['no name', {}, ['DNS_PTR_MISSING']],
  [
    'a name that leads elsewhere',
    { '7.2.0.192.in-addr.arpa': { PTR: ['mail.example.org'] }, 'mail.example.org': { A: ['192.0.2.8'] } },
    ['DNS_PTR_FORWARD'],
  ],
  ['a server that fails', { '7.2.0.192.in-addr.arpa': 'SERVFAIL' }, ['DNS_CANNOT_TELL']],
])('of an address with %s', async (_, names, codes) => {
  const { dns } = await fakeDns(names);
  expect((await checkPtr(dns, IP)).map(({ code }) => code)).toEqual(codes);
});

test('an IPv6 address is looked up by all of its digits', async () => {
  const name = '8.b.d.0.1.0.0.2.ip6.arpa';
  const full = `1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.${name}`;
  const { dns } = await fakeDns({
    [full]: { PTR: ['mail.example.org'] },
    'mail.example.org': { AAAA: ['2001:db8::1'] },
  });
  expect(await checkPtr(dns, '2001:db8::1')).toEqual([]);
});
