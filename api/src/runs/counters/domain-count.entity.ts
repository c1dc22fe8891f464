import { BigIntType, type OptionalProps } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

const count = new BigIntType('number');

/** Like AttemptCount, for each domain of the recipients. */
@Entity()
@Index({ name: 'domain_count_owner_index', properties: ['ownerId', 'quarter'] })
@Index({ name: 'domain_count_quarter_index', properties: ['quarter'] })
export class DomainCount {
  declare [OptionalProps]?: 'succeeded' | 'failed' | 'unknown';

  @PrimaryKey({ type: 'integer' })
  mailingId!: number;

  @PrimaryKey({ columnType: 'timestamptz(0)', type: 'datetime' })
  quarter!: Date;

  /** The part after the @, in lower case. */
  @PrimaryKey({ type: 'text' })
  domain!: string;

  @Property({ type: 'integer' })
  ownerId!: number;

  @Property({ type: count, default: 0 })
  succeeded = 0;
  @Property({ type: count, default: 0 })
  failed = 0;
  @Property({ type: count, default: 0 })
  unknown = 0;
}
