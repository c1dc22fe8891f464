import * as v from 'valibot';
import { fault, invalid, type Fault } from '../errors/domain-error.ts';
import { line, oneOf, timeZone } from '../input/validation.ts';
import { allowedHours } from './hours/allowed-hours.ts';
import { IntervalUnit } from './intervals/interval.entity.ts';

const time = v.date('WRONG_VALUE');

const MOST_HOLD = 600;
const holdSeconds = v.nullish(
  v.pipe(
    v.number('WRONG_VALUE'),
    v.integer('WRONG_VALUE'),
    v.minValue(0, 'WRONG_VALUE'),
    v.maxValue(MOST_HOLD, 'WRONG_VALUE'),
  ),
);

/** The most units between two starts. */
const MOST_UNITS = 10_000;
const repetition = v.object({
  every: v.pipe(
    v.number('WRONG_VALUE'),
    v.integer('WRONG_VALUE'),
    v.minValue(1, 'WRONG_VALUE'),
    v.maxValue(MOST_UNITS, 'WRONG_VALUE'),
  ),
  unit: oneOf(IntervalUnit),
});

export const newMailing = v.object({
  name: v.nullish(line(300)),
  startAt: v.nullish(time),
  endAt: v.nullish(time),
  timeZone: v.nullish(timeZone),
  repetition: v.nullish(repetition),
  allowedHours: v.nullish(allowedHours),
  holdSeconds,
});

export const mailingPatch = v.partial(
  v.object({
    name: line(300),
    startAt: v.nullable(time),
    endAt: v.nullable(time),
    timeZone: v.nullable(timeZone),
    repetition: v.nullable(repetition),
    allowedHours: v.nullable(allowedHours),
    holdSeconds,
  }),
);

export const previewedSchedule = v.object({
  startAt: time,
  endAt: v.nullish(time),
  timeZone: v.nullish(timeZone),
  repetition: v.nullish(repetition),
});

export const newInterval = v.object({
  name: line(100),
  every: v.pipe(v.number('WRONG_VALUE'), v.integer('WRONG_VALUE')),
  unit: oneOf(IntervalUnit),
});
export const intervalPatch = v.partial(newInterval);
export const intervalNameTaken: Fault[] = [fault('INTERVAL_NAME_TAKEN', ['name'])];

/** Throws INVALID unless the start is before the end and an interval has a start. */
export function assertSchedule(mailing: {
  startAt?: Date | null | undefined;
  endAt?: Date | null | undefined;
  interval?: unknown;
}): void {
  if (mailing.startAt && mailing.endAt && mailing.endAt <= mailing.startAt) {
    throw invalid([fault('END_BEFORE_START', ['endAt'])]);
  }
  if (mailing.interval && !mailing.startAt) throw invalid([fault('INTERVAL_NEEDS_START', ['startAt'])]);
}

/** Throws INVALID unless the interval is repeated every 1 to 10,000 units. */
export function assertEvery(every: number | undefined): void {
  if (every !== undefined && (every < 1 || every > MOST_UNITS)) {
    throw invalid([fault('OUT_OF_RANGE', ['every'], { least: 1, most: MOST_UNITS })]);
  }
}
