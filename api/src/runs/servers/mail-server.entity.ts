import type { OptionalProps, Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import type { Refusal } from '../refusal.ts';
import { MailingRun } from '../mailing-run.entity.ts';

/**
 * An SMTP server that workers have sent to, by the label that the configuration gives it, and its state as
 * all of them know it. Tokens refill at `messagesPerSecond`. Kept for the attempts that name it.
 */
@Entity()
@Unique({ name: 'mail_server_label_unique', properties: ['label'] })
@Check({ name: 'mail_server_rate_check', expression: 'messages_per_second > 0' })
export class MailServer {
  declare [OptionalProps]?: 'id' | 'tokens' | 'refilledAt' | 'refusedInRow';

  @PrimaryKey({ type: 'smallint', generated: 'by default as identity' })
  id!: number;

  @Property({ type: 'text' })
  label!: string;

  /** Null for no limit. */
  @Property({ type: 'double', nullable: true })
  messagesPerSecond?: number | null;

  @Property({ type: 'double', default: 0 })
  tokens = 0;

  @Property({ columnType: 'timestamptz(6)', type: 'datetime', defaultRaw: 'now()' })
  refilledAt: Date = new Date();

  /** Until when no run is sent over it, if it refuses everybody; null if it can be used. */
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  resumesAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  pauseCause?: Refusal['cause'] | null;
  @Property({ type: 'text', nullable: true })
  pauseMessage?: string | null;

  /** How often it was left out since it last dealt with a mail. */
  @Property({ type: 'smallint', default: 0 })
  refusedInRow = 0;
}

/** A server that refuses everybody of a run, which goes on over other servers until `resumesAt`. */
@Entity()
@Index({ name: 'mail_server_refusal_server_index', properties: ['server'] })
export class MailServerRefusal {
  declare [OptionalProps]?: 'refusedInRow';

  @ManyToOne(() => MailingRun, { ref: true, primary: true, deleteRule: 'cascade' })
  run!: Ref<MailingRun>;

  @ManyToOne(() => MailServer, { ref: true, primary: true, deleteRule: 'cascade' })
  server!: Ref<MailServer>;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime' })
  resumesAt!: Date;

  @Property({ type: 'text' })
  pauseCause!: Refusal['cause'];

  @Property({ type: 'text' })
  pauseMessage!: string;

  @Property({ type: 'smallint', default: 1 })
  refusedInRow = 1;
}
