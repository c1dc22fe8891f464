import { type OptionalProps } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { closedSet, quoted } from '../../closed-set.ts';

/** How long a summed period is. */
export const SumStep = closedSet(['DAY', 'MONTH']);
export type SumStep = keyof typeof SumStep;

/**
 * A day or month in UTC whose counters have been summed. Deleted by whatever changes a counter of that time
 * afterwards: the sums of a period count only while its row is there. See decision 50.
 */
@Entity()
@Check({ name: 'summed_period_step_check', expression: `step in (${quoted(SumStep)})` })
@Index({ name: 'summed_period_ends_at_index', properties: ['endsAt'] })
export class SummedPeriod {
  declare [OptionalProps]?: 'isComplete';

  @PrimaryKey({ type: 'text' })
  step!: SumStep;

  @PrimaryKey({ columnType: 'timestamptz(0)', type: 'datetime' })
  startsAt!: Date;

  @Property({ columnType: 'timestamptz(0)', type: 'datetime' })
  endsAt!: Date;

  /** False while its sums are made. */
  @Property({ type: 'boolean', default: false })
  isComplete = false;
}
