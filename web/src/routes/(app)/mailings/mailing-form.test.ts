import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createInput, emptyMailing, mailingSchema, OWN_STEP, updateInput, valuesOf } from './mailing-form.ts';

const scheduled = {
  ...emptyMailing('Europe/Moscow'),
  messageId: { value: '7', label: 'News' },
  listIds: [{ value: '3', label: 'Beta' }],
  mode: 'schedule' as const,
  startAt: '2026-12-20T14:00',
  intervalId: '2',
};

function issues(values: object): Record<string, string> {
  const { issues = [] } = v.safeParse(mailingSchema(), values);
  return Object.fromEntries(issues.map(({ path, message }) => [String(path?.[0].key), message]));
}

test('a clock time is sent as an instant, with its zone', () => {
  expect(createInput(v.parse(mailingSchema(), scheduled))).toEqual({
    messageId: '7',
    name: null,
    recipientIds: [],
    listIds: ['3'],
    segmentIds: [],
    startAt: '2026-12-20T11:00:00.000Z',
    endAt: null,
    timeZone: 'Europe/Moscow',
    intervalId: '2',
    repetition: null,
    senderId: null,
    allowedHours: null,
  });
});

test('by hand there is neither start nor repetition', () => {
  const entry = v.parse(mailingSchema(), { ...scheduled, mode: 'hand' });
  expect([entry.startAt, entry.intervalId]).toEqual([null, null]);
});

test('a step of one’s own takes the place of an interval, if its number makes sense', () => {
  const own = { ...scheduled, intervalId: OWN_STEP, step: { every: 3, unit: 'DAY' } };
  expect(v.parse(mailingSchema(), own)).toMatchObject({
    intervalId: null,
    repetition: { every: 3, unit: 'DAY' },
  });
  for (const every of [null, 0, 1.5, 1001]) {
    expect(issues({ ...own, step: { every, unit: 'DAY' } })).toHaveProperty('step');
  }
});

test('asks for a message, a start and an end after it', () => {
  expect(issues({ ...scheduled, messageId: null })).toHaveProperty('messageId');
  expect(issues({ ...scheduled, startAt: '' })).toHaveProperty('startAt');
  expect(issues({ ...scheduled, endAt: '2026-12-20T13:59' })).toHaveProperty('endAt');
});

test('once it was sent only name and end are changed', () => {
  const entry = v.parse(mailingSchema(), { ...scheduled, name: 'Other', endAt: '2027-01-01T00:00' });
  expect(updateInput(entry, true)).toEqual({ name: 'Other', endAt: '2026-12-31T21:00:00.000Z' });
});

test('a saved mailing fills the form with the times of its zone', () => {
  const saved = {
    name: 'News',
    message: { id: '7', subject: 'News' },
    recipients: { nodes: [{ id: '1', email: 'a@example.com', fullName: '' }] },
    lists: [],
    segments: [],
    startAt: '2026-12-20T11:00:00.000Z',
    timeZone: 'Europe/Moscow',
  };
  expect(valuesOf(saved)).toMatchObject({
    mode: 'schedule',
    startAt: '2026-12-20T14:00',
    endAt: '',
    recipientIds: [{ value: '1', label: 'a@example.com' }],
  });
});
