import type { Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { BaseEntity } from '../../db/base.entity.ts';
import { User } from '../user.entity.ts';

/** A browser that is logged in. The cookie holds a random token, this row only its SHA-256. */
@Entity()
export class Session extends BaseEntity {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade', index: 'session_user_index' })
  user!: Ref<User>;

  @Property({ type: 'blob' })
  @Unique({ name: 'session_token_hash_unique' })
  tokenHash!: Buffer;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime' })
  lastSeenAt!: Date;

  @Property({ columnType: 'timestamptz(3)', type: 'datetime', index: 'session_expires_at_index' })
  expiresAt!: Date;
}
