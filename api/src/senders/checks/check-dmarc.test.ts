import { expect, test } from 'vitest';
import { fakeDns, type Zone } from '../../../test/fake-dns.ts';
import { checkDmarc } from './check-dmarc.ts';

const txt = (...records: string[]) => ({ TXT: records });
const none = 'v=DMARC1; p=none';
/** No policy: whoever is judged by it is told so. */
const slip = 'v=DMARC1; p=rejct';

/** The faults of a domain with the names that they are about, and the TXT queries that it took to find them. */
async function check(domain: string, zone: Zone) {
  const { dns, asked } = await fakeDns(zone);
  const faults = await checkDmarc(dns, domain);
  return {
    faults: faults.map(({ code, params }) => `${code} ${params?.name}`),
    asked: asked
      .filter((query) => query.startsWith('TXT '))
      .map((query) => query.slice('TXT _dmarc.'.length)),
  };
}

test.each<[string, string, Zone, string[]]>([
  [
    'the record of its organisation, two names above',
    'a.b.example.org',
    { '_dmarc.example.org': txt(none) },
    [],
  ],
  [
    'of several records above the one of the organisation, which has the shortest name',
    'a.b.example.org',
    { '_dmarc.b.example.org': txt(slip), '_dmarc.example.org': txt(none) },
    [],
  ],
  [
    'the record that says that its organisation begins there (psd=n), whatever stands above',
    'a.b.example.org',
    { '_dmarc.b.example.org': txt(`${none}; psd=n`), '_dmarc.example.org': txt(slip) },
    [],
  ],
  [
    'the record of the organisation below a public suffix (psd=y)',
    'a.example.bank',
    { '_dmarc.example.bank': txt(none), '_dmarc.bank': txt('v=DMARC1; p=reject; psd=y') },
    [],
  ],
  [
    'the record of the public suffix, if its organisation has none',
    'a.example.bank',
    { '_dmarc.bank': txt('v=DMARC1; p=reject; psd=y') },
    [],
  ],
  [
    'a slip in the record above, which is named',
    'a.example.org',
    { '_dmarc.example.org': txt(slip) },
    ['DNS_DMARC_POLICY _dmarc.example.org'],
  ],
  [
    'a slip in what the record above says of names below it',
    'a.example.org',
    { '_dmarc.example.org': txt('v=DMARC1; p=none; sp=nothing') },
    ['DNS_DMARC_POLICY _dmarc.example.org'],
  ],
  [
    'several records at the name above, of which none counts',
    'a.example.org',
    { '_dmarc.example.org': txt(none, none) },
    ['DNS_DMARC_SEVERAL _dmarc.example.org'],
  ],
  [
    'a record above that is no DMARC record',
    'a.example.org',
    { '_dmarc.example.org': txt('v=spf1 -all') },
    ['DNS_DMARC_MISSING _dmarc.a.example.org'],
  ],
  [
    'a name above that fails',
    'a.example.org',
    { '_dmarc.example.org': 'SERVFAIL' },
    ['DNS_CANNOT_TELL _dmarc.example.org'],
  ],
  [
    'a name above that is silent',
    'a.example.org',
    { '_dmarc.org': 'SILENT' },
    ['DNS_CANNOT_TELL _dmarc.org'],
  ],
])('without a record of its own a domain has %s', async (_, domain, zone, faults) => {
  expect((await check(domain, zone)).faults).toEqual(faults);
});

test('with a record of its own nothing above is asked', async () => {
  const zone = { '_dmarc.a.example.org': txt(none), '_dmarc.example.org': txt(slip) };
  expect(await check('a.example.org', zone)).toEqual({ faults: [], asked: ['a.example.org'] });
});

test('the walk takes at most eight queries: from a long name it goes on with its last seven labels', async () => {
  const zone = { '_dmarc.b.c.d.e.f.g.h.i.example.org': txt(none) };
  expect(await check('a.b.c.d.e.f.g.h.i.example.org', zone)).toEqual({
    faults: ['DNS_DMARC_MISSING _dmarc.a.b.c.d.e.f.g.h.i.example.org'],
    asked: [
      'a.b.c.d.e.f.g.h.i.example.org',
      'e.f.g.h.i.example.org',
      'f.g.h.i.example.org',
      'g.h.i.example.org',
      'h.i.example.org',
      'i.example.org',
      'example.org',
      'org',
    ],
  });
  const { faults } = await check('a.b.c.d.e.f.g.h.i.example.org', { '_dmarc.example.org': txt(none) });
  expect(faults).toEqual([]);
});
