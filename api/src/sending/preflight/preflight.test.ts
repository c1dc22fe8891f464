import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as, type Data } from '../../../test/client.ts';
import { launchTo } from '../../../test/chaos.ts';
import { testApp } from '../../../test/database.ts';
import { forgetOthers } from '../../../test/forget-others.ts';
import { codes, CREATE, type Given, LINK, preflight, PREFLIGHT } from '../../../test/preflight.ts';
import { shiftClock } from '../../../test/shift-clock.ts';
import { suppress } from '../../recipients/suppressions/suppress.ts';

test('of a mailing that nothing is wrong with only its numbers are told', async () => {
  const found = await preflight({ people: [{}, {}, {}] });
  expect(codes(found)).toEqual([]);
  expect(found).toMatchObject({
    checkedCount: 3,
    failureCount: 0,
    gapCount: 0,
    audience: { count: 3, leftOut: [] },
  });
  expect(found.largestBytes).toBeGreaterThan(100);
  expect(found.problems).toMatchObject([{ code: 'PREFLIGHT_LINKS_LEAD_PLAIN', severity: 'WARNING' }]);
});

test('what attachments add to every mail is counted, and told if it is much', async () => {
  const light = await preflight({ attached: 300_000 });
  expect(codes(light)).toEqual([]);
  expect(light.attachedBytes).toBeGreaterThan(400_000);
  const heavy = await preflight({ attached: 2_000_000, people: [{}, {}, {}] });
  expect(codes(heavy)).toEqual(['PREFLIGHT_HEAVY']);
  expect(heavy.problems.find(({ code }: Data) => code === 'PREFLIGHT_HEAVY')).toMatchObject({
    severity: 'WARNING',
    message: 'The attachments add 2.7 MB to each email, 9 MB for 3 people. A link keeps emails small.',
  });
});

test('mails that cannot be made and values that are missing are told by person', async () => {
  const body = `{% for i in (1..recipient.attributes.n) %}.{% endfor %}{{ recipient.fullName }} ${LINK}`;
  const found = await preflight({
    body,
    people: [
      { fullName: 'Anna', attributes: { n: 4 } },
      { fullName: 'Ben', attributes: { n: 10_000_000 } },
      { fullName: '', attributes: { n: 4 } },
    ],
  });
  expect(found).toMatchObject({ checkedCount: 3, failureCount: 1, gapCount: 1 });
  expect(found.failures[0]).toMatchObject({
    email: expect.any(String),
    message: expect.stringMatching(/\w{5}/),
  });
  expect(found.gaps[0].message).toBe('No value for recipient.fullName.');
  expect(codes(found)).toEqual(['PREFLIGHT_FAILURES', 'PREFLIGHT_GAPS']);
});

test.each([
  ['a default', '{{ recipient.attributes.city | default: "your city" }}'],
  ['a condition', '{% if recipient.attributes.city %}{{ recipient.attributes.city }}{% endif %}'],
])('%s leaves no gap', async (_, body) => {
  expect(await preflight({ body: `${body} ${LINK}` })).toMatchObject({ gapCount: 0 });
});

test.each<[string, Given, string[]]>([
  [
    'no link to unsubscribe',
    { body: '<p>Words without any link in them at all</p>' },
    ['PREFLIGHT_NO_UNSUBSCRIBE'],
  ],
  [
    'a link to unsubscribe that nobody sees',
    {
      body: '<p>Words that everybody reads</p><div style="display: none"><a href="{{ unsubscribeUrl }}">leave</a></div>',
    },
    ['PREFLIGHT_NO_UNSUBSCRIBE'],
  ],
  ['a plain text without the link', { body: 'Words', format: 'TEXT' }, ['PREFLIGHT_NO_UNSUBSCRIBE']],
  ['a link that leads nowhere', { body: `<a href="#">x</a>${LINK}` }, ['PREFLIGHT_LINKS_EMPTY']],
  ['a link without a scheme', { body: `<a href="example.org/a b">x</a>${LINK}` }, ['PREFLIGHT_LINK_WRONG']],
  ['a link over http', { body: `<a href="http://example.org/">x</a>${LINK}` }, ['PREFLIGHT_LINK_PLAIN']],
  [
    'a link that is a value',
    { body: `<a href="{{ recipient.attributes.u | default: '' }}">x</a>${LINK}` },
    ['PREFLIGHT_LINKS_EMPTY'],
  ],
  ['more than Gmail shows', { body: `${LINK}${'<p>word</p>'.repeat(10_000)}` }, ['PREFLIGHT_CLIPPED']],
  [
    'nothing but pictures',
    {
      body: '<img src="https://example.org/a.png"><a href="{{ unsubscribeUrl }}"><img src="https://example.org/b.png" alt="leave"></a>',
    },
    ['PREFLIGHT_IMAGES_ALONE'],
  ],
  ['a picture inside', { body: `<img src="data:image/png;base64,AAAA">${LINK}` }, ['PREFLIGHT_DATA_IMAGES']],
  ['a form', { body: `<form></form>${LINK}` }, ['PREFLIGHT_ACTIVE']],
  ['a character that takes no room', { subject: 'Free\u200Bmoney' }, ['PREFLIGHT_HIDDEN']],
  ['a character that turns the text', { body: `${LINK}\u202Egnp.exe` }, ['PREFLIGHT_HIDDEN']],
  [
    'a subject that is empty',
    { subject: '{{ recipient.attributes.s | default: "" }}' },
    ['PREFLIGHT_SUBJECTS_EMPTY'],
  ],
])('%s is told', async (_, given, expected) => {
  expect(codes(await preflight(given))).toEqual(expected);
});

test.each([
  [
    'mailto, tel and an anchor',
    '<a href="mailto:a@example.org">a</a><a href="tel:1">b</a><a href="#top">c</a>',
  ],
  ['https', '<a href="https://пример.рф/путь?q=1">x</a>'],
  ['an emoji that is joined', '👩‍👩‍👧'],
])('%s is right', async (_, body) => {
  expect(codes(await preflight({ body: `${body}${LINK}`, subject: '👩‍👩‍👧 news' }))).toEqual([]);
});

test('whoever is left out is counted by reason, and their mail is not made', async () => {
  const owner = await build.user();
  const message = await build.message({ owner, body: LINK, format: 'HTML' });
  const people = [await build.recipient({ owner }), await build.recipient({ owner })];
  const refusal = {
    ownerId: owner.id,
    emails: [people[0]!.email],
    reason: 'COMPLAINED',
    source: 'BY_HAND',
  } as const;
  await suppress((await as(owner).context()).em, { ...refusal, addedById: null });
  const input = { messageId: message.id, recipientIds: people.map(({ id }) => String(id)) };
  const { id } = (await as(owner).ask(CREATE, { input })).createMailing;
  expect((await as(owner).ask(PREFLIGHT, { id })).preflight).toMatchObject({
    checkedCount: 1,
    audience: { count: 1, leftOut: [{ reason: 'COMPLAINED', count: 1 }] },
  });
});

test('what stops a launch is an error', async () => {
  const found = await preflight({ subject: ' ', people: [] });
  const errors = found.problems.filter(({ severity }: Data) => severity === 'ERROR');
  expect(errors.map(({ code }: Data) => code)).toEqual(['NO_AUDIENCE', 'SUBJECT_EMPTY']);
  expect(found).toMatchObject({ checkedCount: 0, largestBytes: 0 });
});

const LIMIT = 'mutation ($input: SetSendingLimitsInput!) { setSendingLimits(input: $input) { connections } }';

test('the expected time follows the limits, the speed of earlier runs and the allowed hours', async () => {
  // Their runs show a speed as well.
  await forgetOthers();
  const superuser = as(await build.superuser());
  const limit = (input: object) => superuser.ask(LIMIT, { input: { connections: 20, ...input } });
  onTestFinished(async () => void (await limit({ messagesPerSecond: null })));
  const owner = await build.user();
  const message = await build.message({ owner, body: LINK, format: 'HTML' });
  const recipientIds = await build.people(owner, 12);
  const of = async (more: object = {}) => {
    const input = { messageId: message.id, recipientIds, timeZone: 'UTC', ...more };
    const { id } = (await as(owner).ask(CREATE, { input })).createMailing;
    return (await as(owner).ask(PREFLIGHT, { id })).preflight.seconds;
  };
  await limit({ messagesPerSecond: 0.5 });
  expect(await of()).toBe(24);
  // Without a limit a mail is assumed to take a quarter of a second over each connection.
  await limit({ messagesPerSecond: null, connections: 1 });
  expect(await of()).toBe(3);
  expect(await of({ recipientIds: [] })).toBeNull();
  // Of the latest runs the one in the middle: 300 people in 150 seconds.
  const em = (await testApp()).orm.em.fork();
  for (const seconds of [0.1, 150, 3600]) {
    const { id } = await launchTo(await testApp(), 1);
    await em.execute(
      `update mailing_run set total = 300, pending = 0, sent = 300, status = 'COMPLETED', finished_at = now(),
         first_sent_at = now() - make_interval(secs => ?) where id = ?`,
      [seconds, id],
    );
  }
  expect(await of()).toBe(6);
  shiftClock(Date.parse('2027-03-01T17:59:50Z') - Date.now());
  const allowedHours = { days: ['MONDAY'], from: '09:00', until: '18:00' };
  await limit({ messagesPerSecond: 0.5 });
  // Ten seconds are left on Monday, and the rest follows in a week.
  expect(await of({ allowedHours })).toBe(10 + (7 * 24 - 9) * 3600 + 14);
});

test('what is wrong with the records of the domain is told, of the nearest one alone', async () => {
  const owner = await build.user();
  const near = await build.senderDomain({ owner });
  const far = await build.senderDomain({ owner, domain: `far-${near.domain}` });
  const em = (await testApp()).orm.em.fork();
  const note = async (id: number, code: string) =>
    em.execute('update sender_domain set faults = ? where id = ?', [
      JSON.stringify([{ code, path: [], params: { name: '_dmarc.example' } }]),
      id,
    ]);
  await note(near.id, 'DNS_DMARC_MISSING');
  await note(far.id, 'DNS_DMARC_SEVERAL');
  await as(owner).ask(
    'mutation ($address: String!) { createSenderIdentity(input: { name: "A", address: $address, isDefault: true }) { id } }',
    { address: `news@mail.${near.domain}` },
  );
  const { problems } = await preflight({}, owner);
  expect(problems.filter(({ code }: Data) => code.startsWith('DNS_'))).toMatchObject([
    { code: 'DNS_DMARC_MISSING', severity: 'WARNING', path: ['senderId'] },
  ]);
});
