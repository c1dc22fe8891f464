import type { OptionalProps, PrimaryKeyProp, Ref } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { closedSet, quoted } from '../../closed-set.ts';
import type { Fault } from '../../errors/domain-error.ts';
import { Mailing } from '../../mailings/mailing.entity.ts';

/** LAUNCHED: a run began. DROPPED: nothing was to be done. REFUSED: the mailing could not be launched. */
const StartOutcome = closedSet(['LAUNCHED', 'DROPPED', 'REFUSED']);
export type StartOutcome = keyof typeof StartOutcome;

/**
 * A start of the schedule that came due. Its key makes one run of each start, however many processes fire at the same
 * instant; it is written in the transaction that launches.
 */
@Entity()
@Check({ name: 'mailing_start_outcome_check', expression: `outcome in (${quoted(StartOutcome)})` })
export class MailingStart {
  declare [PrimaryKeyProp]?: ['mailing', 'dueAt'];
  declare [OptionalProps]?: 'createdAt' | 'faults';

  @ManyToOne(() => Mailing, { primary: true, ref: true, deleteRule: 'cascade' })
  mailing!: Ref<Mailing>;

  @PrimaryKey({ columnType: 'timestamptz(3)', type: 'datetime' })
  dueAt!: Date;

  @Property({ type: 'text' })
  outcome!: StartOutcome;

  /** Why it was dropped or refused. */
  @Property({ type: 'json', defaultRaw: `'[]'::jsonb` })
  faults: Pick<Fault, 'code' | 'params'>[] = [];

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  createdAt: Date = new Date();
}
