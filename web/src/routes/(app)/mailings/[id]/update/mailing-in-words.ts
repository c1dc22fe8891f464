import type { FieldInWords } from '#lib/forms/difference.ts';
import { formatDateTime } from '#lib/format/date.ts';
import { m } from '#lib/paraglide/messages.js';
import { everyText, isStep } from '#lib/schedule/every.ts';
import { hoursText } from '#lib/schedule/hours.ts';
import { instantOf } from '#lib/schedule/zoned-time.ts';
import type { Option } from '#lib/ui/option.ts';
import { OWN_STEP, type MailingValues } from '../../mailing-form.ts';

/** The names of what a mailing refers to by its id. */
export interface Names {
  interval: (id: string) => string;
  sender: (id: string) => string;
}

/** The fields of a mailing, to compare two versions of it. */
export function mailingInWords(values: MailingValues, names: Names): FieldInWords[] {
  const { messageId, name, recipientIds, listIds, segmentIds, senderId, allowedHours } = values;
  return [
    { label: m.column_message(), text: messageId?.label ?? '' },
    { label: m.nav_recipients(), text: labelsOf(recipientIds) },
    { label: m.nav_lists(), text: labelsOf(listIds) },
    { label: m.nav_segments(), text: labelsOf(segmentIds) },
    {
      label: m.start_label(),
      text: values.mode === 'hand' ? m.about_by_hand() : timeIn(values.startAt, values),
    },
    { label: m.interval_label(), text: repetitionOf(values, names) },
    { label: m.end_label(), text: timeIn(values.endAt, values) },
    { label: m.hours_title(), text: allowedHours.isOn ? hoursText(allowedHours) : '' },
    { label: m.sender_label(), text: names.sender(senderId) },
    { label: m.name_label(), text: name },
  ];
}

const labelsOf = (options: readonly Option[]) => options.map(({ label }) => label).join(', ');

const timeIn = (local: string, { timeZone }: MailingValues) =>
  local && `${formatDateTime(instantOf(local, timeZone), timeZone)} (${timeZone})`;

function repetitionOf({ mode, intervalId, step }: MailingValues, names: Names): string {
  if (mode === 'hand' || !intervalId) return '';
  if (intervalId !== OWN_STEP) return names.interval(intervalId);
  return isStep(step) ? everyText(step) : '';
}
