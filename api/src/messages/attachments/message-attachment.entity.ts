import type { Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BaseEntity } from '../../db/base.entity.ts';
import { Message } from '../message.entity.ts';
import { AttachedFile } from './attached-file.entity.ts';

@ObjectType({ description: 'A file that every mail of a message carries.', simpleResolvers: true })
@Entity()
@Index({ name: 'message_attachment_message_index', properties: ['message', 'id'] })
@Index({ name: 'message_attachment_file_index', properties: ['file'] })
export class MessageAttachment extends BaseEntity {
  @ManyToOne(() => Message, { ref: true, deleteRule: 'cascade' })
  message!: Ref<Message>;

  @ManyToOne(() => AttachedFile, { ref: true, fieldName: 'hash', deleteRule: 'restrict' })
  file!: Ref<AttachedFile>;

  @Field(() => String, { description: 'The name of the file.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { description: 'Its media type, such as `application/pdf`.' })
  @Property({ type: 'text' })
  type!: string;

  @Field(() => Int, { description: 'Its size in bytes; a mail grows by a third more.' })
  @Property({ type: 'integer' })
  size!: number;
}
