import type { Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLJSON } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { User } from '../../accounts/user.entity.ts';
import { BaseEntity } from '../../db/base.entity.ts';

@ObjectType({
  description: 'A saved filter of recipients. It contains everybody who matches at any moment.',
  simpleResolvers: true,
})
@Entity()
@Index({
  name: 'segment_owner_name_unique',
  expression: 'create unique index "segment_owner_name_unique" on "segment" ("owner_id", lower("name"))',
})
export class Segment extends BaseEntity<'description' | 'updatedAt'> {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  @Field(() => String, { description: 'The name, unique per owner, ignoring case.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { description: 'A description of the segment.' })
  @Property({ type: 'text', default: '' })
  description = '';

  @Field(() => GraphQLJSON, {
    description: 'Its conditions in the form of RecipientFilter. They apply to the recipients of its owner.',
  })
  @Property({ type: 'json' })
  filter!: Record<string, unknown>;

  @Field(() => Date, { description: 'When it was last changed.' })
  @Property({
    columnType: 'timestamptz(3)',
    type: 'datetime',
    defaultRaw: 'now()',
    onUpdate: () => new Date(),
  })
  updatedAt: Date = new Date();
}
