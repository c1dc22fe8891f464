import type { Ref } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { User } from '../../accounts/user.entity.ts';
import { closedSet, quoted } from '../../closed-set.ts';
import { BaseEntity } from '../../db/base.entity.ts';

export const MailImageType = closedSet(['JPEG', 'PNG', 'GIF']);
export type MailImageType = keyof typeof MailImageType;

@ObjectType({
  description: 'An image for mails, uploaded by its owner. Everybody who knows its address can see it.',
  simpleResolvers: true,
})
@Entity()
@Unique({ name: 'mail_image_owner_hash_unique', properties: ['owner', 'hash'] })
@Index({ name: 'mail_image_owner_index', properties: ['owner', 'id'] })
@Index({ name: 'mail_image_hash_index', properties: ['hash'] })
@Check({ name: 'mail_image_type_check', expression: `type in (${quoted(MailImageType)})` })
export class MailImage extends BaseEntity {
  @ManyToOne(() => User, { ref: true, deleteRule: 'cascade' })
  owner!: Ref<User>;

  /** Of its bytes: the same image is stored once for each owner, and its address never shows another. */
  @Property({ type: 'text' })
  hash!: string;

  @Property({ type: 'text' })
  type!: MailImageType;

  @Field(() => Int, { description: 'Its width in pixels.' })
  @Property({ type: 'integer' })
  width!: number;

  @Field(() => Int, { description: 'Its height in pixels.' })
  @Property({ type: 'integer' })
  height!: number;

  @Field(() => Int, { description: 'Its size in bytes.' })
  @Property({ type: 'integer' })
  size!: number;

  @Property({ type: 'blob', lazy: true })
  bytes!: Buffer;
}
