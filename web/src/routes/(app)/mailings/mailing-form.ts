import * as v from 'valibot';
import { subjectWords } from '#lib/editor/subject-words.ts';
import type { CreateMailingInput, UpdateMailingInput, Weekday } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import { hoursEntryOf, type HoursEntry, hoursInputOf, hoursRule } from '#lib/schedule/hours.ts';
import { intervalUnits, isStep, type Step } from '#lib/schedule/every.ts';
import { instantOf, localTimeOf } from '#lib/schedule/zoned-time.ts';
import { recipientOption } from '#lib/recipients/recipient-option.ts';
import type { Option } from '#lib/ui/option.ts';

/** Chosen in place of an interval. */
export const OWN_STEP = 'step';

/** The form's values; the fields are named like the API's, so that refusals find their fields. */
export type MailingValues = {
  messageId: Option | null;
  name: string;
  recipientIds: Option[];
  listIds: Option[];
  segmentIds: Option[];
  mode: 'hand' | 'schedule';
  /** Local times in `timeZone`, as a datetime-local field holds them; or empty. */
  startAt: string;
  endAt: string;
  timeZone: string;
  /** Empty if it does not repeat, OWN_STEP for `step`. */
  intervalId: string;
  step: Step;
  /** Empty for the default sender. */
  senderId: string;
  allowedHours: HoursEntry;
};

export type MailingEntry = ReturnType<typeof readEntry>;

interface Saved {
  name: string;
  message: { id: string; subject: string };
  recipients: { nodes: readonly { id: string; email: string; fullName: string }[] };
  lists: readonly { id: string; name: string }[];
  segments: readonly { id: string; name: string }[];
  startAt?: string | null;
  endAt?: string | null;
  timeZone: string;
  interval?: { id: string } | null;
  sender?: { id: string } | null;
  allowedHours?: { days: Weekday[]; from: string; until: string } | null;
}

export function emptyMailing(timeZone: string): MailingValues {
  return {
    messageId: null,
    name: '',
    recipientIds: [],
    listIds: [],
    segmentIds: [],
    mode: 'hand',
    startAt: '',
    endAt: '',
    timeZone,
    intervalId: '',
    step: { every: 2, unit: 'WEEK' },
    senderId: '',
    allowedHours: hoursEntryOf(),
  };
}

export function valuesOf(mailing: Saved): MailingValues {
  const { message, recipients, lists, segments, startAt, endAt, timeZone, interval } = mailing;
  return {
    messageId: { value: message.id, label: subjectWords(message.subject) },
    name: mailing.name,
    recipientIds: recipients.nodes.map(recipientOption),
    listIds: lists.map(({ id, name }) => ({ value: id, label: name })),
    segmentIds: segments.map(({ id, name }) => ({ value: id, label: name })),
    mode: startAt ? 'schedule' : 'hand',
    startAt: startAt ? localTimeOf(startAt, timeZone) : '',
    endAt: endAt ? localTimeOf(endAt, timeZone) : '',
    timeZone,
    intervalId: interval?.id ?? '',
    step: emptyMailing(timeZone).step,
    senderId: mailing.sender?.id ?? '',
    allowedHours: hoursEntryOf(mailing.allowedHours),
  };
}

/** A new mailing to the same people with the same message; its start has to be chosen. */
export function copyOf(mailing: Saved & { recipients: { totalCount: number } }): Partial<MailingValues> {
  const { messageId, recipientIds, listIds, segmentIds, timeZone, senderId, allowedHours } =
    valuesOf(mailing);
  const isWhole = recipientIds.length === mailing.recipients.totalCount;
  return {
    messageId,
    listIds,
    segmentIds,
    timeZone,
    senderId,
    allowedHours,
    recipientIds: isWhole ? recipientIds : [],
    name: m.copy_of({ name: mailing.name }),
  };
}

function entered() {
  const option = v.object({ value: v.string(), label: v.string(), hint: v.optional(v.string()) });
  return v.object({
    messageId: v.nullable(option),
    name: v.pipe(v.string(), v.trim()),
    recipientIds: v.array(option),
    listIds: v.array(option),
    segmentIds: v.array(option),
    mode: v.picklist(['hand', 'schedule']),
    startAt: v.string(),
    endAt: v.string(),
    timeZone: v.string(),
    intervalId: v.string(),
    step: v.object({ every: v.nullable(v.number()), unit: v.picklist(intervalUnits) }),
    senderId: v.string(),
    allowedHours: hoursRule(),
  });
}

/** Checks what must be right before it is sent to the server, which decides on everything else. */
export function mailingSchema() {
  return v.pipe(
    entered(),
    v.forward(
      v.check(({ messageId }) => messageId !== null, m.mailing_message_required()),
      ['messageId'],
    ),
    v.forward(
      v.check(({ mode, startAt }) => mode === 'hand' || startAt !== '', m.mailing_start_required()),
      ['startAt'],
    ),
    v.forward(
      v.check(
        ({ startAt, endAt, mode }) => mode === 'hand' || !endAt || endAt > startAt,
        m.mailing_end_too_early(),
      ),
      ['endAt'],
    ),
    v.forward(
      v.check(
        ({ mode, intervalId, step }) => mode === 'hand' || intervalId !== OWN_STEP || isStep(step),
        m.every_wrong(),
      ),
      ['step'],
    ),
    v.transform(readEntry),
  );
}

function readEntry(values: MailingValues) {
  const { messageId, mode, startAt, endAt, timeZone } = values;
  const isScheduled = mode === 'schedule';
  return {
    messageId: messageId?.value ?? '',
    name: values.name,
    recipientIds: values.recipientIds.map(({ value }) => value),
    listIds: values.listIds.map(({ value }) => value),
    segmentIds: values.segmentIds.map(({ value }) => value),
    startAt: isScheduled && startAt ? instantOf(startAt, timeZone) : null,
    endAt: endAt ? instantOf(endAt, timeZone) : null,
    timeZone,
    ...(isScheduled ? repetitionOf(values) : { intervalId: null, repetition: null }),
    senderId: values.senderId || null,
    allowedHours: hoursInputOf(values.allowedHours),
  };
}

/** What the API calls it: one of the intervals, or a step of one's own. */
export function repetitionOf({ intervalId, step }: Pick<MailingValues, 'intervalId' | 'step'>) {
  if (intervalId !== OWN_STEP) return { intervalId: intervalId || null, repetition: null };
  return { intervalId: null, repetition: isStep(step) ? { every: step.every, unit: step.unit } : null };
}

/** Whether a start has passed, so that saving it sends at once. */
export function isOverdue(startAt: string | null, endAt: string | null): boolean {
  const now = Date.now();
  return startAt !== null && Date.parse(startAt) <= now && (endAt === null || Date.parse(endAt) > now);
}

/** The same for the form's values. */
export function startsAtOnce({ mode, startAt, endAt, timeZone }: MailingValues): boolean {
  if (mode === 'hand' || !startAt) return false;
  return isOverdue(instantOf(startAt, timeZone), endAt ? instantOf(endAt, timeZone) : null);
}

export function createInput(entry: MailingEntry): CreateMailingInput {
  return { ...entry, name: entry.name || null };
}

/**
 * The fields that can be changed: all of them before and between runs, only name and end during and after
 * them.
 */
export function updateInput(entry: MailingEntry, isSettled: boolean): UpdateMailingInput {
  const name = entry.name || undefined;
  return isSettled ? { name, endAt: entry.endAt } : { ...entry, name };
}
