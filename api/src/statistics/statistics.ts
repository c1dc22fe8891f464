import { Field, Int, ObjectType } from 'type-graphql';
import type { User } from '../accounts/user.entity.ts';
import type { Mailing } from '../mailings/mailing.entity.ts';
import { FailureReason } from '../runs/failure-reason.ts';
import type { Totals } from './count-totals.ts';
import type { Outcomes } from './counted.ts';
import type { Scope } from './find-scope.ts';

@ObjectType({ description: 'What became of attempts in a period.', simpleResolvers: true })
export class Statistics {
  @Field(() => Date, { description: 'When the period begins.' })
  from!: Date;

  @Field(() => Date, { description: 'When the period ends: nothing of this time on is in it.' })
  to!: Date;

  @Field(() => String, { description: 'The time zone of its days, as the IANA names it.' })
  timeZone!: string;

  scope!: Scope;

  /** Counted once, whichever of them are asked for. */
  totals!: () => Promise<Totals>;
}

@ObjectType({ description: 'The attempts of one day.', simpleResolvers: true })
export class DayStatistics implements Outcomes {
  @Field(() => String, { description: 'The day in the time zone of the statistics, such as 2026-11-28.' })
  date!: string;

  @Field(() => Int, { description: 'Attempts whose mail the server accepted.' })
  succeeded!: number;

  @Field(() => Int, { description: 'Attempts that failed, including those that were repeated later.' })
  failed!: number;

  @Field(() => Int, { description: 'Attempts whose reply was never read.' })
  unknown!: number;
}

@ObjectType({ description: 'The attempts of one mailing.', simpleResolvers: true })
export class MailingStatistics implements Outcomes {
  mailing!: Mailing;

  @Field(() => Int, { description: 'Its launches within the period.' })
  runs!: number;

  @Field(() => Int, { description: 'Attempts whose mail the server accepted.' })
  succeeded!: number;

  @Field(() => Int, { description: 'Attempts that failed, including those that were repeated later.' })
  failed!: number;

  @Field(() => Int, { description: 'Attempts whose reply was never read.' })
  unknown!: number;
}

@ObjectType({
  description: 'The attempts of mailings that have been deleted since.',
  simpleResolvers: true,
})
export class DeletedMailingStatistics implements Outcomes {
  @Field(() => Int, { description: 'How many mailings.' })
  mailings!: number;

  @Field(() => Int, { description: 'Attempts whose mail the server accepted.' })
  succeeded!: number;

  @Field(() => Int, { description: 'Attempts that failed, including those that were repeated later.' })
  failed!: number;

  @Field(() => Int, { description: 'Attempts whose reply was never read.' })
  unknown!: number;
}

@ObjectType({ description: "The attempts of one user's mailings.", simpleResolvers: true })
export class OwnerStatistics implements Outcomes {
  owner!: User;

  @Field(() => Int, { description: 'Mailings with attempts within the period, deleted ones too.' })
  mailings!: number;

  @Field(() => Int, { description: 'Attempts whose mail the server accepted.' })
  succeeded!: number;

  @Field(() => Int, { description: 'Attempts that failed, including those that were repeated later.' })
  failed!: number;

  @Field(() => Int, { description: 'Attempts whose reply was never read.' })
  unknown!: number;
}

@ObjectType({ description: 'The attempts to the addresses of one domain.', simpleResolvers: true })
export class DomainStatistics implements Outcomes {
  @Field(() => String, { description: 'What follows the @, in small letters.' })
  domain!: string;

  @Field(() => Int, { description: 'Attempts whose mail the server accepted.' })
  succeeded!: number;

  @Field(() => Int, { description: 'Attempts that failed, including those that were repeated later.' })
  failed!: number;

  @Field(() => Int, { description: 'Attempts whose reply was never read.' })
  unknown!: number;
}

@ObjectType({ description: 'The attempts that did not succeed for one reason.', simpleResolvers: true })
export class ErrorStatistics {
  @Field(() => FailureReason, { description: 'The reason.' })
  reason!: FailureReason;

  @Field(() => String, { description: 'One of the replies that were read so, or of the errors.' })
  serverResponse!: string;

  @Field(() => Int, { description: 'How many attempts.' })
  count!: number;
}
