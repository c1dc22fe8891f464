import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { fakeDns, type Zone } from '../../../test/fake-dns.ts';
import { serverWith } from '../../../test/smtp-client.ts';
import { readConfig } from '../../config.ts';
import { textOf } from '../../language/text.ts';
import { mailFaults } from './mail-faults.ts';

const ADD =
  'mutation ($domain: String!) { addSenderDomain(input: { domain: $domain }) { keys { recordName recordValue } } }';

/** The faults of mail from a domain with this zone. */
async function told(zone: Zone, settings: Record<string, string>): Promise<string[]> {
  const { dns } = await fakeDns(zone);
  const faults = await mailFaults(readConfig({ POSTLINE_ROOT: '/nowhere', ...settings }), dns);
  for (const { fault } of faults)
    for (const locale of ['EN', 'RU'] as const)
      expect(textOf(locale, fault.code, fault.params)).not.toMatch(/\{\w+\}/);
  return faults.map(({ key, fault }) => `${key} ${fault.code}`);
}

test('what receivers ask of the address that mail comes from is looked at, its key in the database too', async () => {
  const domain = `d${Math.random().toString(36).slice(2)}.example`;
  const superuser = await build.superuser();
  const { keys } = (await as(superuser).ask(ADD, { domain })).addSenderDomain;
  const settings = {
    MAIL_FROM: `News <news@${domain}>`,
    OUTGOING_IPS: '192.0.2.7',
    DATABASE_URL: (await testApp()).databaseUrl,
  };
  const right: Zone = {
    [domain]: { TXT: ['v=spf1 ip4:192.0.2.7 -all'], MX: ['mx.example.org'] },
    [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=none'] },
    [keys[0].recordName]: { TXT: [keys[0].recordValue] },
    '7.2.0.192.in-addr.arpa': { PTR: [`mail.${domain}`] },
    [`mail.${domain}`]: { A: ['192.0.2.7'] },
  };
  expect(await told(right, settings)).toEqual([]);
  expect(await told({ [domain]: { MX: ['.'] } }, settings)).toEqual([
    'MAIL_FROM DNS_DKIM_MISSING',
    'MAIL_FROM DNS_SPF_MISSING',
    'MAIL_FROM DNS_DMARC_MISSING',
    'MAIL_FROM DNS_MX_NULL',
    'OUTGOING_IPS DNS_PTR_MISSING',
  ]);
});

test('without a key, or without a database, that is said; an address of this machine is not looked up', async () => {
  const MAIL_FROM = 'news@without.example';
  const databaseUrl = (await testApp()).databaseUrl;
  expect(await told({}, { MAIL_FROM, DATABASE_URL: databaseUrl })).toContain('MAIL_FROM CHECK_NO_DKIM');
  expect(await told({}, { MAIL_FROM })).toContain('MAIL_FROM CHECK_DKIM_UNKNOWN');
  expect(await told({}, { MAIL_FROM: 'noreply@localhost' })).toEqual([]);
});

test('every server of mailings and of account mails is looked at, except those of this machine', async () => {
  const plain = await serverWith(undefined, { extensions: ['PIPELINING'] });
  const settings = {
    MAIL_FROM: 'noreply@localhost',
    SMTP_URL: `smtp://nowhere.invalid smtp://0.0.0.0:${plain.port} smtp://127.0.0.1:${plain.port}?label=here`,
    ACCOUNT_SMTP_URL: `smtp://0.0.0.0:${plain.port}`,
  };
  expect(await told({}, settings)).toEqual([
    'SMTP_URL TLS_UNKNOWN',
    'SMTP_URL TLS_NONE',
    'ACCOUNT_SMTP_URL TLS_NONE',
  ]);
});
