import { Field, Int, ObjectType } from 'type-graphql';
import type { User } from '../accounts/user.entity.ts';
import type { Mailing } from '../mailings/mailing.entity.ts';
import { FailureReason } from '../runs/failure-reason.ts';
import type { Totals } from './count-totals.ts';
import type { Outcomes } from './counted.ts';
import type { Scope } from './find-scope.ts';

@ObjectType({ description: 'Statistics about the attempts in a period.', simpleResolvers: true })
export class Statistics {
  @Field(() => Date, { description: 'The beginning of the period.' })
  from!: Date;

  @Field(() => Date, { description: 'The end of the period, which is not part of it.' })
  to!: Date;

  @Field(() => String, { description: 'The IANA time zone of its days.' })
  timeZone!: string;

  scope!: Scope;

  /** Counted once, whichever of them are selected. */
  totals!: () => Promise<Totals>;
}

@ObjectType({ description: 'The attempts of one day.', simpleResolvers: true })
export class DayStatistics implements Outcomes {
  @Field(() => String, { description: 'The day in the time zone of the statistics, such as 2026-11-28.' })
  date!: string;

  @Field(() => Int, { description: 'The number of attempts whose email the server accepted.' })
  succeeded!: number;

  @Field(() => Int, {
    description: 'The number of failed attempts, including those that were repeated later.',
  })
  failed!: number;

  @Field(() => Int, { description: 'The number of attempts whose reply was never read.' })
  unknown!: number;
}

@ObjectType({ description: 'The attempts of one mailing.', simpleResolvers: true })
export class MailingStatistics implements Outcomes {
  mailing!: Mailing;

  @Field(() => Int, { description: 'The number of runs within the period.' })
  runs!: number;

  @Field(() => Int, { description: 'The number of attempts whose email the server accepted.' })
  succeeded!: number;

  @Field(() => Int, {
    description: 'The number of failed attempts, including those that were repeated later.',
  })
  failed!: number;

  @Field(() => Int, { description: 'The number of attempts whose reply was never read.' })
  unknown!: number;
}

@ObjectType({
  description: 'The attempts of mailings that have been deleted since then.',
  simpleResolvers: true,
})
export class DeletedMailingStatistics implements Outcomes {
  @Field(() => Int, { description: 'The number of mailings.' })
  mailings!: number;

  @Field(() => Int, { description: 'The number of attempts whose email the server accepted.' })
  succeeded!: number;

  @Field(() => Int, {
    description: 'The number of failed attempts, including those that were repeated later.',
  })
  failed!: number;

  @Field(() => Int, { description: 'The number of attempts whose reply was never read.' })
  unknown!: number;
}

@ObjectType({ description: "The attempts of one user's mailings.", simpleResolvers: true })
export class OwnerStatistics implements Outcomes {
  owner!: User;

  @Field(() => Int, {
    description: 'The number of mailings with attempts in the period, including deleted ones.',
  })
  mailings!: number;

  @Field(() => Int, { description: 'The number of attempts whose email the server accepted.' })
  succeeded!: number;

  @Field(() => Int, {
    description: 'The number of failed attempts, including those that were repeated later.',
  })
  failed!: number;

  @Field(() => Int, { description: 'The number of attempts whose reply was never read.' })
  unknown!: number;
}

@ObjectType({ description: 'The attempts to the addresses of one domain.', simpleResolvers: true })
export class DomainStatistics implements Outcomes {
  @Field(() => String, { description: 'The domain, in lower case.' })
  domain!: string;

  @Field(() => Int, { description: 'The number of attempts whose email the server accepted.' })
  succeeded!: number;

  @Field(() => Int, {
    description: 'The number of failed attempts, including those that were repeated later.',
  })
  failed!: number;

  @Field(() => Int, { description: 'The number of attempts whose reply was never read.' })
  unknown!: number;
}

@ObjectType({ description: 'The attempts that did not succeed for one reason.', simpleResolvers: true })
export class ErrorStatistics {
  @Field(() => FailureReason, { description: 'The reason.' })
  reason!: FailureReason;

  @Field(() => String, { description: 'An example of the replies or errors with this reason.' })
  serverResponse!: string;

  @Field(() => Int, { description: 'The number of attempts.' })
  count!: number;
}
