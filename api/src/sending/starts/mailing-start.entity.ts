import type { OptionalProps, Ref } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { apiEnum, quoted } from '../../closed-set.ts';
import type { Fault } from '../../errors/domain-error.ts';
import { Mailing } from '../../mailings/mailing.entity.ts';

export const StartOutcome = apiEnum('StartOutcome', 'What became of a start of the schedule.', {
  LAUNCHED: 'A run began.',
  DROPPED: 'It no longer applied: the mailing was disabled, had ended or was still running.',
  REFUSED: 'The mailing could not be launched.',
});
export type StartOutcome = keyof typeof StartOutcome;

/**
 * A start of the schedule that came due, written in the transaction that launches. Its unique key allows one
 * run for each start, however many processes fire at the same instant.
 */
@ObjectType({
  description: 'A start of the schedule that came due, and what became of it.',
  simpleResolvers: true,
})
@Entity()
@Unique({ name: 'mailing_start_due_unique', properties: ['mailing', 'dueAt'] })
@Check({ name: 'mailing_start_outcome_check', expression: `outcome in (${quoted(StartOutcome)})` })
export class MailingStart {
  declare [OptionalProps]?: 'id' | 'createdAt' | 'faults' | 'missedCount';

  @Field(() => ID, { description: 'Its id; later starts have higher ids.' })
  @PrimaryKey({ type: 'integer', generated: 'by default as identity' })
  id!: number;

  @ManyToOne(() => Mailing, { ref: true, deleteRule: 'cascade' })
  mailing!: Ref<Mailing>;

  @Field(() => Date, { description: 'The time that it was armed for.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime' })
  dueAt!: Date;

  @Field(() => StartOutcome, { description: 'What became of it.' })
  @Property({ type: 'text' })
  outcome!: StartOutcome;

  /** Why it was dropped or refused. */
  @Property({ type: 'json', defaultRaw: `'[]'::jsonb` })
  faults: Pick<Fault, 'code' | 'params'>[] = [];

  @Field(() => Int, {
    description:
      'The number of later starts of the repetition that were missed as well, because no process was running; counting ends at 1,000. One run makes up for all of them.',
  })
  @Property({ type: 'integer', default: 0 })
  missedCount: number = 0;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  createdAt: Date = new Date();
}
