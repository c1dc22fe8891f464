import type { PrimaryKeyProp, Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { User } from '../../accounts/user.entity.ts';
import { BaseEntity } from '../../db/base.entity.ts';
import { Recipient } from '../recipient.entity.ts';

@ObjectType({ description: 'A named set of recipients.', simpleResolvers: true })
@Entity()
@Index({
  name: 'recipient_list_owner_name_unique',
  expression:
    'create unique index "recipient_list_owner_name_unique" on "recipient_list" ("owner_id", lower("name"))',
})
export class RecipientList extends BaseEntity<'description' | 'recipientCount'> {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => String, { description: 'The name, unique per owner, ignoring case.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { description: 'A description of the list.' })
  @Property({ type: 'text', default: '' })
  description = '';

  @Field(() => Int, { description: 'The number of recipients in it, with any status.' })
  @Property({ type: 'integer', default: 0 })
  recipientCount = 0;
}

@Entity()
@Index({ name: 'recipient_list_member_recipient_index', properties: ['recipient', 'list'] })
export class RecipientListMember {
  declare [PrimaryKeyProp]?: ['list', 'recipient'];

  @ManyToOne(() => RecipientList, { primary: true, ref: true, deleteRule: 'cascade' })
  list!: Ref<RecipientList>;

  @ManyToOne(() => Recipient, { primary: true, ref: true, deleteRule: 'cascade' })
  recipient!: Ref<Recipient>;
}
