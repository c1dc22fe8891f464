import { Field, InputType, ObjectType } from 'type-graphql';
import * as v from 'valibot';
import { apiEnum } from '../../closed-set.ts';
import { oneOf } from '../../input/validation.ts';
import type { Mailing } from '../mailing.entity.ts';
import type { Hours } from './windows.ts';

export const Weekday = apiEnum('Weekday', 'A day of the week.', {
  MONDAY: 'Monday.',
  TUESDAY: 'Tuesday.',
  WEDNESDAY: 'Wednesday.',
  THURSDAY: 'Thursday.',
  FRIDAY: 'Friday.',
  SATURDAY: 'Saturday.',
  SUNDAY: 'Sunday.',
});
export type Weekday = keyof typeof Weekday;

@ObjectType({
  description: "On which days and between which times mail may leave, in the mailing's zone.",
  simpleResolvers: true,
})
export class AllowedHours {
  @Field(() => [Weekday], { description: 'The days, Monday first.' })
  days!: Weekday[];

  @Field(() => String, { description: 'The first minute, such as 09:00.' })
  from!: string;

  @Field(() => String, {
    description:
      'The end, such as 18:00; 24:00 for midnight. Not after the first minute, it is on the next day.',
  })
  until!: string;
}

@InputType({ description: "On which days and between which times mail may leave, in the mailing's zone." })
export class AllowedHoursInput {
  @Field(() => [Weekday], { description: 'The days, one at least.' })
  days!: Weekday[];

  @Field(() => String, { description: 'The first minute, 00:00 to 23:59.' })
  from!: string;

  @Field(() => String, {
    description:
      'The end, 00:01 to 24:00, another than the first minute. Not after the first minute, it is on the next day.',
  })
  until!: string;
}

const clock = (most: string) =>
  v.pipe(
    v.string('WRONG_VALUE'),
    v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HOURS_NO_TIME'),
    v.check((text) => text <= most, 'HOURS_NO_TIME'),
    v.transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))),
  );

/** Allowed hours of an input, as numbers. */
export const allowedHours = v.pipe(
  v.object({
    days: v.pipe(v.array(oneOf(Weekday)), v.minLength(1, 'HOURS_NO_DAY'), v.maxLength(7, 'WRONG_VALUE')),
    from: clock('23:59'),
    until: clock('24:00'),
  }),
  v.forward(
    v.check(({ from, until }) => from !== until && until !== 0, 'HOURS_EMPTY'),
    ['until'],
  ),
);

const ORDER = Object.keys(Weekday) as Weekday[];

/** The columns of a mailing that store its allowed hours. */
type HoursColumns = Pick<Mailing, 'allowedDays' | 'allowedFrom' | 'allowedUntil'>;

export type ReadHours = v.InferOutput<typeof allowedHours>;

/** Returns the columns for allowed hours; null for no restriction. */
export function columnsOf(hours: ReadHours | null | undefined): HoursColumns {
  if (hours == null) return { allowedDays: null, allowedFrom: null, allowedUntil: null };
  const days = ORDER.filter((day) => hours.days.includes(day)).map((day) => ORDER.indexOf(day) + 1);
  return { allowedDays: days, allowedFrom: hours.from, allowedUntil: hours.until };
}

/** Returns the allowed hours of a mailing; null for no restriction. */
export function hoursOf(mailing: HoursColumns & { timeZone: string }): Hours | null {
  const { allowedDays: days, allowedFrom: from, allowedUntil: until, timeZone } = mailing;
  return days == null || from == null || until == null ? null : { days, from, until, timeZone };
}

/** Returns allowed hours as the API shows them. */
export function shownHours(mailing: HoursColumns & { timeZone: string }): AllowedHours | null {
  const hours = hoursOf(mailing);
  if (hours === null) return null;
  const days = hours.days.map((day) => ORDER[day - 1]!);
  return { days, from: clockOf(hours.from), until: clockOf(hours.until) };
}

const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
