import type { OptionalProps } from '@mikro-orm/core';
import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';

/**
 * What every entity has: a number of its own and when it was created. Times are stored to the millisecond, as
 * in cursors.
 */
@ObjectType({ simpleResolvers: true })
export abstract class BaseEntity<Optional = never> {
  declare [OptionalProps]?: 'id' | 'createdAt' | Optional;

  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: 'integer', generated: 'by default as identity' })
  id!: number;

  @Field(() => Date, { description: 'When it was created.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  createdAt: Date = new Date();
}
