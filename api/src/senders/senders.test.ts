import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { fakeDns, type Zone } from '../../test/fake-dns.ts';
import type { User } from '../accounts/user.entity.ts';
import { checkDueDomains, checkSenderDomain } from './domains/check-sender-domain.ts';
import { openKey, sealKey } from './sealed-key.ts';
import { copyContext } from '../context/context.ts';

const ADD = `mutation ($domain: String!) { addSenderDomain(input: { domain: $domain }) { id domain isVerified
  keys { selector algorithm seenAt retiredAt recordName recordValue recordStrings } } }`;
const DOMAINS = `{ senderDomains { nodes { id domain isVerified checkedAt problems { code severity }
  keys { selector algorithm seenAt retiredAt recordName recordValue } } } }`;
const ROTATE =
  'mutation ($id: ID!, $algorithm: DkimAlgorithm!) { rotateDkimKey(id: $id, algorithm: $algorithm) { id } }';
const CREATE =
  'mutation ($input: CreateSenderIdentityInput!) { createSenderIdentity(input: $input) { id address isDefault isVerified } }';
const UPDATE =
  'mutation ($id: ID!, $input: UpdateSenderIdentityInput!) { updateSenderIdentity(id: $id, input: $input) { replyTo isDefault } }';
const SENDERS = '{ senderIdentities { nodes { id name isDefault isVerified } } }';

const name = () => `d${Math.random().toString(36).slice(2)}.example`;
const add = async (owner: User, domain = name()): Promise<Data> =>
  (await as(owner).ask(ADD, { domain })).addSenderDomain;
const domainOf = async (owner: User): Promise<Data> => (await as(owner).ask(DOMAINS)).senderDomains.nodes[0];

/** Correct records for these keys, and for everything else that is checked of a domain. */
const right = (domain: string, keys: Data[]): Zone => ({
  [domain]: { TXT: ['v=spf1 ip4:192.0.2.1 -all'], MX: ['mx.example.org'] },
  [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=none'] },
  ...Object.fromEntries(keys.map((key) => [key.recordName, { TXT: [key.recordValue] }])),
});

/** Checks a domain in a DNS server of this test. */
async function check(owner: User, id: string, zone: Zone): Promise<Data> {
  const { dns } = await fakeDns(zone);
  await checkSenderDomain(copyContext(await as(owner).context(), { dns }), id);
  return domainOf(owner);
}

test('a domain is verified when the record of its key is found, and not any more when that is gone', async () => {
  const owner = await build.user();
  const { id, domain, isVerified, keys } = await add(
    owner,
    'News.ПРИМЕР.рф'.replace('News', `n${Date.now()}`),
  );
  expect(domain).toMatch(/^n\d+\.xn--e1afmkfd\.xn--p1ai$/);
  expect(isVerified).toBe(false);
  const [key] = keys;
  expect(key).toMatchObject({
    algorithm: 'RSA',
    seenAt: null,
    recordName: `${key.selector}._domainkey.${domain}`,
  });
  expect(key.recordStrings.join('')).toBe(key.recordValue);
  expect(key.recordStrings[0]).toHaveLength(255);
  expect(await check(owner, id, {})).toMatchObject({ isVerified: false, checkedAt: expect.any(String) });
  expect(await check(owner, id, right(domain, keys))).toMatchObject({ isVerified: true, problems: [] });
  const silent = { ...right(domain, []), [key.recordName]: 'SERVFAIL' as const };
  expect(await check(owner, id, silent)).toMatchObject({
    isVerified: true,
    problems: [{ code: 'DNS_CANNOT_TELL', severity: 'WARNING' }],
  });
  expect(await check(owner, id, right(domain, []))).toMatchObject({
    isVerified: false,
    problems: [{ code: 'DNS_DKIM_MISSING', severity: 'ERROR' }],
  });
});

test('what is wrong is told once, however many questions ended alike', async () => {
  const owner = await build.user();
  const { id, domain, keys } = await add(owner);
  const { problems } = await check(owner, id, { ...right(domain, keys), [domain]: 'SERVFAIL' });
  expect(problems).toEqual([{ code: 'DNS_CANNOT_TELL', severity: 'WARNING' }]);
});

test('another key takes the place of the first when its record is found, and not before', async () => {
  const owner = await build.user();
  const { id, domain, keys } = await add(owner);
  await check(owner, id, right(domain, keys));
  await as(owner).ask(ROTATE, { id, algorithm: 'RSA' });
  expect((await as(owner).refused(ROTATE, { id, algorithm: 'RSA' })).extensions.reason).toBe(
    'DKIM_KEY_WAITING',
  );
  await as(owner).ask(ROTATE, { id, algorithm: 'ED25519' });
  const waiting = await check(owner, id, right(domain, keys));
  const states = (found: Data) =>
    found.keys.map((key: Data) => [key.algorithm, key.seenAt !== null, key.retiredAt !== null]);
  expect(states(waiting)).toEqual([
    ['ED25519', false, false],
    ['RSA', false, false],
    ['RSA', true, false],
  ]);
  expect(states(await check(owner, id, right(domain, waiting.keys)))).toEqual([
    ['ED25519', true, false],
    ['RSA', true, false],
    ['RSA', true, true],
  ]);
});

test('each owner proves a domain by keys of their own, once', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  const { domain, keys } = await add(owner);
  const { extensions } = await as(owner).refused(ADD, { domain: domain.toUpperCase() });
  expect(extensions.problems?.[0]?.code).toBe('DOMAIN_TAKEN');
  const theirs = await add(other, domain);
  expect(await check(other, theirs.id, right(domain, keys))).toMatchObject({ isVerified: false });
});

test.each(['', 'localhost@example.org', 'exa mple.org', '127.0.0.1', 'a..b', '-a.example'])(
  '%j is no domain',
  async (domain) => {
    const { extensions } = await as(await build.user()).refused(ADD, { domain });
    expect(extensions.problems?.[0]).toMatchObject({ code: 'DOMAIN_NOT_ONE', path: ['domain'] });
  },
);

test('a sender is verified by the domain of its owner, one below it, or as the one of the installation', async () => {
  const owner = await build.user();
  const { id, domain, keys } = await add(owner);
  const { mailFrom } = (await testApp()).config;
  const addresses = [`a@${domain}`, `b@sub.${domain}`, `c@not${domain}`, mailFrom.address];
  for (const [index, address] of addresses.entries()) {
    const input = { name: `Sender ${index}`, address };
    expect((await as(owner).ask(CREATE, { input })).createSenderIdentity.isVerified).toBe(index === 3);
  }
  await check(owner, id, right(domain, keys));
  const { nodes } = (await as(owner).ask(SENDERS)).senderIdentities;
  expect(nodes.map((sender: Data) => sender.isVerified)).toEqual([true, true, false, true]);
  const stranger = await build.user();
  const input = { name: 'Thief', address: addresses[0] };
  expect((await as(stranger).ask(CREATE, { input })).createSenderIdentity.isVerified).toBe(false);
});

test('one sender of an owner is the default', async () => {
  const owner = await build.user();
  const make = async (isDefault: boolean) =>
    (await as(owner).ask(CREATE, { input: { name: `S ${isDefault}`, address: 'a@example.org', isDefault } }))
      .createSenderIdentity;
  const [first, second] = [await make(true), await make(false)];
  await as(owner).ask(UPDATE, { id: second.id, input: { isDefault: true, replyTo: 'r@example.org' } });
  const { nodes } = (await as(owner).ask(SENDERS)).senderIdentities;
  expect(nodes.filter((sender: Data) => sender.isDefault).map((sender: Data) => sender.id)).toEqual([
    second.id,
  ]);
  expect(first.isDefault).toBe(true);
});

test.each([
  [{ name: 'a@b', address: 'a@example.org' }, 'name', 'DISPLAY_NAME'],
  [{ name: '', address: 'a@example.org' }, 'name', 'REQUIRED'],
  [{ name: 'A', address: 'nobody' }, 'address', 'EMAIL_NO_AT'],
  [{ name: 'A', address: 'a@example.org', replyTo: 'ольга@example.org' }, 'replyTo', 'EMAIL_NEEDS_SMTPUTF8'],
])('%j is refused at %s', async (input, path, code) => {
  const { extensions } = await as(await build.user()).refused(CREATE, { input });
  expect(extensions.problems).toMatchObject([{ path: [path], code }]);
});

test('domains are looked up again by themselves, those that waited longest first', async () => {
  const owner = await build.user();
  const { domain, keys } = await add(owner);
  const { dns } = await fakeDns(right(domain, keys));
  const app = await testApp();
  expect(await checkDueDomains(copyContext(app.asSystem(), { dns }), { most: 1000 })).toBeGreaterThan(0);
  expect(await domainOf(owner)).toMatchObject({ isVerified: true });
  expect(await checkDueDomains(copyContext(app.asSystem(), { dns }), { most: 1000 })).toBe(0);
});

test('a private key is read by the secret that sealed it, also when that is a former one', () => {
  const sealed = sealKey('former', 'PRIVATE');
  expect(sealed.toString('latin1')).not.toContain('PRIVATE');
  expect(openKey(['present', 'former'], sealed)).toBe('PRIVATE');
  expect(openKey(['present'], sealed)).toBeNull();
});
