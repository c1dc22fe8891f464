import { BigIntType, type OptionalProps, type Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { MailingRun } from '../../runs/mailing-run.entity.ts';

/** A process that sends. It is alive as long as `expiresAt` is in the future by the database's clock. */
@Entity()
export class Worker {
  declare [OptionalProps]?: 'id' | 'startedAt' | 'version' | 'heapBytes' | 'rssBytes' | 'eventLoopSeconds';

  @PrimaryKey({ type: 'integer', generated: 'by default as identity' })
  id!: number;

  /** Host and process id, for people to read. */
  @Property({ type: 'text' })
  name!: string;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  startedAt: Date = new Date();

  @Property({ columnType: 'timestamptz(3)', type: 'datetime' })
  expiresAt!: Date;

  /** Of Postline. */
  @Property({ type: 'text', nullable: true })
  version?: string | null;

  @Property({ type: new BigIntType('number'), nullable: true })
  heapBytes?: number | null;

  @Property({ type: new BigIntType('number'), nullable: true })
  rssBytes?: number | null;

  /** By how much the event loop was late since the last sign of life, at the 99th percentile. */
  @Property({ type: 'double', nullable: true })
  eventLoopSeconds?: number | null;
}

/**
 * A worker's hold on a part of a run. `claimed` are the deliveries that only this worker may send. `inFlight`
 * are those of them that may be on the wire: added before sending, and removed in the transaction that
 * records the result.
 */
@Entity()
@Index({ name: 'lease_run_index', properties: ['run'] })
export class Lease {
  declare [OptionalProps]?: 'id' | 'claimed' | 'inFlight' | 'tick';

  @PrimaryKey({ type: new BigIntType('number'), generated: 'by default as identity' })
  id!: number;

  @ManyToOne(() => MailingRun, { ref: true, deleteRule: 'cascade' })
  run!: Ref<MailingRun>;

  @Property({ type: 'integer', index: 'lease_worker_index' })
  workerId!: number;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime' })
  expiresAt!: Date;

  @Property({ type: 'array', columnType: 'bigint[]', defaultRaw: "'{}'" })
  claimed: string[] = [];

  @Property({ type: 'array', columnType: 'bigint[]', defaultRaw: "'{}'" })
  inFlight: string[] = [];

  /** Number of writes, by which a write that is repeated after a lost connection is recognised. */
  @Property({ type: 'integer', default: 0 })
  tick = 0;
}

/** How much may be sent, over all processes together; a single row. Tokens refill at `messagesPerSecond`. */
@Entity()
@Check({ name: 'sending_limit_one_row_check', expression: 'id = 1' })
@Check({ name: 'sending_limit_rate_check', expression: 'messages_per_second > 0' })
@Check({ name: 'sending_limit_connections_check', expression: 'connections between 1 and 1000' })
export class SendingLimit {
  declare [OptionalProps]?: 'id' | 'tokens' | 'refilledAt';

  @PrimaryKey({ type: 'smallint', default: 1 })
  id = 1;

  /** Null for no limit. */
  @Property({ type: 'double', nullable: true })
  messagesPerSecond?: number | null;

  @Property({ type: 'integer' })
  connections!: number;

  @Property({ type: 'double', default: 0 })
  tokens = 0;

  @Property({ columnType: 'timestamptz(6)', type: 'datetime', defaultRaw: 'now()' })
  refilledAt: Date = new Date();
}

/** The right to hold one connection to a mail server. An expired slot is free. */
@Entity()
export class SmtpSlot {
  @PrimaryKey({ type: 'smallint', autoincrement: false })
  serverId!: number;

  @PrimaryKey({ type: 'integer', autoincrement: false })
  slot!: number;

  @Property({ type: 'integer', nullable: true })
  workerId?: number | null;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', nullable: true })
  expiresAt?: Date | null;
}
