import type { Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { User } from '../accounts/user.entity.ts';
import { BaseEntity } from '../db/base.entity.ts';

@ObjectType({
  description: 'A sender that mailings can use: a name and an address.',
  simpleResolvers: true,
})
@Entity()
@Index({ name: 'sender_identity_owner_index', properties: ['owner', 'name', 'id'] })
@Index({
  name: 'sender_identity_default_unique',
  expression:
    'create unique index "sender_identity_default_unique" on "sender_identity" ("owner_id") where "is_default"',
})
export class SenderIdentity extends BaseEntity<'isDefault' | 'updatedAt'> {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => String, { description: 'The name that recipients see, 1 to 200 characters.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { description: 'The address that mails come from.' })
  @Property({ type: 'text' })
  address!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The address for replies; null for the address that mails come from.',
  })
  @Property({ type: 'text', nullable: true })
  replyTo?: string | null;

  @Field(() => Boolean, {
    description:
      'Whether it is the default sender, for mailings without a sender. Each owner has at most one.',
  })
  @Property({ type: 'boolean', default: false })
  isDefault = false;

  @Field(() => Date, { description: 'When it was last changed.' })
  @Property({
    columnType: 'timestamptz(3)',
    type: 'datetime',
    defaultRaw: 'now()',
    onUpdate: () => new Date(),
  })
  updatedAt: Date = new Date();
}
