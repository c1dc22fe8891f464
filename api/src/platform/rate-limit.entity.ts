import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * Counters for limits that all servers share, such as wrong passwords; with the columns that
 * rate-limiter-flexible expects.
 */
@Entity()
export class RateLimit {
  @PrimaryKey({ type: 'text' })
  key!: string;

  @Property({ type: 'integer', default: 0 })
  points = 0;

  /** Milliseconds since 1970. */
  @Property({ type: 'bigint', nullable: true })
  expire?: number | null;
}
