import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { buildAttachment } from '../../../test/build-version.ts';
import { as, type Data } from '../../../test/client.ts';
import { launchTo } from '../../../test/chaos.ts';
import { testApp } from '../../../test/database.ts';
import { forgetOthers } from '../../../test/forget-others.ts';
import { shiftClock } from '../../../test/shift-clock.ts';
import type { User } from '../../accounts/user.entity.ts';
import { suppress } from '../../recipients/suppressions/suppress.ts';

const PREFLIGHT = `query ($id: ID!) { preflight(mailingId: $id) { problems { code severity path message }
  audience { count leftOut { reason count } } checkedCount failureCount failures { recipientId email message }
  gapCount gaps { recipientId email message } largestBytes attachedBytes seconds } }`;
const CREATE = 'mutation ($input: CreateMailingInput!) { createMailing(input: $input) { id } }';

const LINK = '<p>Some words that everybody can read here <a href="{{ unsubscribeUrl }}">leave</a></p>';

interface Given {
  subject?: string;
  body?: string;
  format?: 'HTML' | 'TEXT';
  textPart?: string;
  /** The size of a file that every mail carries. */
  attached?: number;
  people?: { fullName?: string; attributes?: Record<string, string | number> }[];
}

async function preflight(given: Given, owner?: User): Promise<Data> {
  const user = owner ?? (await build.user());
  const { subject = 'Hello', body = LINK, format = 'HTML', textPart, people = [{}] } = given;
  const message = await build.message({ owner: user, subject, body, format, ...(textPart && { textPart }) });
  if (given.attached) await buildAttachment(message, given.attached);
  const recipientIds: string[] = [];
  for (const person of people)
    recipientIds.push(String((await build.recipient({ owner: user, ...person })).id));
  const input = { messageId: message.id, recipientIds };
  const { id } = (await as(user).ask(CREATE, { input })).createMailing;
  return (await as(user).ask(PREFLIGHT, { id })).preflight;
}

/** Reported for every mail here, because tests have no certificate. */
const codes = ({ problems }: Data): string[] =>
  problems.map(({ code }: Data) => code).filter((code: string) => code !== 'PREFLIGHT_LINKS_LEAD_PLAIN');

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

const vip = (ofOthers: string, ofVips: string) =>
  `{% if recipient.attributes.vip %}${ofVips}{% else %}${ofOthers}{% endif %}`;
const PICTURE = '<img src="https://example.org/a.png">';
const PICTURE_LINK = `<a href="{{ unsubscribeUrl }}">${PICTURE.replace('>', ' alt="leave">')}</a>`;

test.each<[string, Given, string[]]>([
  ['a subject with a hidden character', { subject: vip('Hello', 'He\u200Bllo') }, ['PREFLIGHT_HIDDEN']],
  ['a text that is turned around', { body: vip('', '\u202Egnp.exe') + LINK }, ['PREFLIGHT_HIDDEN']],
  ['nothing but images', { body: vip(LINK, `${PICTURE}${PICTURE_LINK}`) }, ['PREFLIGHT_SOME_IMAGES_ALONE']],
  [
    'no visible text',
    { body: vip(LINK, '<p style="display:none">Hidden</p><a href="{{ unsubscribeUrl }}"> </a>') },
    ['PREFLIGHT_SOME_WITHOUT_UNSUBSCRIBE', 'PREFLIGHT_SOME_TEXT_EMPTY'],
  ],
  [
    'a link to unsubscribe that is hidden',
    { body: vip(LINK, `<p>Words that everybody can read</p><div hidden>${LINK}</div>`) },
    ['PREFLIGHT_SOME_WITHOUT_UNSUBSCRIBE'],
  ],
  [
    'more hidden text than they show',
    { body: vip('', `<div style="display:none">${'word '.repeat(100)}</div>`) + LINK },
    ['PREFLIGHT_HIDDEN_TEXT'],
  ],
  [
    'an image inside',
    { body: vip('', '<img src="data:image/png;base64,AA">') + LINK },
    ['PREFLIGHT_DATA_IMAGES'],
  ],
])('%s is told also if not the first emails but a later one has it', async (_, given, expected) => {
  const people = [...Array.from({ length: 120 }, () => ({})), { attributes: { vip: 1 } }];
  expect(codes(await preflight({ ...given, people }))).toEqual(expected);
});

test('a line beside the subject that the text hides is no trick', async () => {
  const body = `<div style="display:none">${'word '.repeat(30)}</div>${LINK}`;
  expect(codes(await preflight({ body }))).toEqual([]);
});

test.each([
  ['{{ recipient.attributes.none }}', 'PREFLIGHT_TEXT_PART_EMPTY'],
  ['Words alone', 'PREFLIGHT_TEXT_PART_NO_LINK'],
])('a text part of its own that is %j is told', async (textPart, code) => {
  expect(codes(await preflight({ textPart }))).toContain(code);
});

test('of very many people a random sample is checked, and that is told; so is what makes their emails slow', async () => {
  const owner = await build.user();
  const checked = async (body: string) => {
    const message = await build.message({ owner, body, format: 'HTML' });
    const input = { messageId: message.id, listIds: [await listOfMany(owner, 10_000)] };
    const { id } = (await as(owner).ask(CREATE, { input })).createMailing;
    return (await as(owner).ask(PREFLIGHT, { id })).preflight;
  };
  const slow = await checked(`{{ recipient.attributes.html | raw }}${LINK}`);
  expect(slow.checkedCount).toBeGreaterThan(0);
  expect(slow.checkedCount).toBeLessThanOrEqual(5000);
  expect(codes(slow)).toEqual(['PREFLIGHT_GAPS', 'PREFLIGHT_SLOW', 'PREFLIGHT_SAMPLED']);
  const { message } = slow.problems.find(({ code }: Data) => code === 'PREFLIGHT_SAMPLED');
  expect(message).toBe(`Only a random sample was checked: ${slow.checkedCount} of 10000.`);
  expect(codes(await checked(LINK))).toEqual(['PREFLIGHT_SAMPLED']);
});

/** Returns the id of a list of so many people. */
async function listOfMany(owner: User, howMany: number): Promise<string> {
  const ids = await build.people(owner, howMany);
  const list = await build.list({ owner });
  const em = (await testApp()).orm.em.fork();
  await em.execute('insert into recipient_list_member (list_id, recipient_id) select ?, unnest(?::int[])', [
    list.id,
    `{${ids.join()}}`,
  ]);
  return String(list.id);
}

test('an email without a visible text is told', async () => {
  expect(codes(await preflight({ body: '<p><a href="{{ unsubscribeUrl }}"> </a></p>' }))).toContain(
    'PREFLIGHT_TEXT_EMPTY',
  );
});

test('if some emails lack the unsubscribe link, their number is told', async () => {
  const body = `<p>Words for {{ recipient.fullName }}</p>{% if recipient.attributes.vip %}<b>Dear</b>{% else %}${LINK}{% endif %}`;
  const found = await preflight({
    body,
    people: [{}, { attributes: { vip: 1 } }, { attributes: { vip: 1 } }],
  });
  expect(
    found.problems.find(({ code }: Data) => code === 'PREFLIGHT_SOME_WITHOUT_UNSUBSCRIBE'),
  ).toMatchObject({
    severity: 'WARNING',
    message:
      '2 emails have no unsubscribe link, which Gmail and Yahoo require: put the link to unsubscribeUrl outside of conditions.',
  });
});
