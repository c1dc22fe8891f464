import type { Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../db/base.entity.ts';
import { User } from '../user.entity.ts';

@ObjectType({ description: 'A browser that is logged in.', simpleResolvers: true })
@Entity()
export class Session extends BaseEntity {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade', index: 'session_user_index' })
  user!: Ref<User>;

  /** SHA-256 of the random token in the cookie. */
  @Property({ type: 'blob', hidden: true })
  @Unique({ name: 'session_token_hash_unique' })
  tokenHash!: Buffer;

  @Field(() => String, {
    nullable: true,
    description: 'The network address that it was opened from; for IPv6 the first 64 bits.',
  })
  @Property({ type: 'text', nullable: true })
  network?: string | null;

  /** The User-Agent header, truncated. */
  @Property({ type: 'text', nullable: true })
  userAgent?: string | null;

  @Field(() => Date, { description: 'When it was last used, to the minute.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime' })
  lastSeenAt!: Date;

  @Field(() => Date, { description: 'When it expires.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', index: 'session_expires_at_index' })
  expiresAt!: Date;
}
