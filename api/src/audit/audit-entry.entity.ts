import { BigIntType, type OptionalProps } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { quoted } from '../closed-set.ts';
import { AuditAction, AuditActor, AuditSubject } from './audit.enums.ts';

@ObjectType({
  description: 'An entry of the audit log: an action, recorded when it happened and never changed.',
  simpleResolvers: true,
})
@Entity()
@Index({ name: 'audit_entry_actor_index', properties: ['actorId', 'id'] })
@Index({ name: 'audit_entry_action_index', properties: ['action', 'id'] })
@Index({ name: 'audit_entry_subject_index', properties: ['subject', 'subjectId', 'id'] })
@Index({ name: 'audit_entry_at_index', properties: ['at'] })
@Check({ name: 'audit_entry_actor_kind_check', expression: `actor_kind in (${quoted(AuditActor)})` })
@Check({ name: 'audit_entry_action_check', expression: `action in (${quoted(AuditAction)})` })
@Check({ name: 'audit_entry_subject_check', expression: `subject in (${quoted(AuditSubject)})` })
export class AuditEntry {
  declare [OptionalProps]?: 'id' | 'at' | 'details';

  @Field(() => ID, { description: 'The id of the entry; later entries have higher ids.' })
  @PrimaryKey({ type: new BigIntType('number'), generated: 'by default as identity' })
  id!: number;

  @Field(() => Date, { description: 'When it happened.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  at: Date = new Date();

  @Field(() => AuditActor, { description: 'The kind of actor who did it.' })
  @Property({ type: 'text' })
  actorKind!: AuditActor;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the user who did it; null without a user.',
  })
  @Property({ type: 'integer', nullable: true })
  actorId?: number | null;

  @Field(() => String, {
    description: "The user's name at that time, at most 200 characters; empty without a user.",
  })
  @Property({ type: 'text', default: '' })
  actorName: string = '';

  @Field(() => AuditAction, { description: 'What was done.' })
  @Property({ type: 'text' })
  action!: AuditAction;

  @Field(() => AuditSubject, { description: 'The kind of thing that the action was on.' })
  @Property({ type: 'text' })
  subject!: AuditSubject;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the subject; null if there are several or none.',
  })
  @Property({ type: 'text', nullable: true })
  subjectId?: string | null;

  @Field(() => String, {
    description: 'The name of the subject at that time, at most 300 characters; may be empty.',
  })
  @Property({ type: 'text', default: '' })
  subjectName: string = '';

  @Field(() => ID, { nullable: true, description: "The id of the subject's owner, if it has one." })
  @Property({ type: 'integer', nullable: true })
  ownerId?: number | null;

  @Field(() => ID, { nullable: true, description: 'The id of the run, if the action was on a run.' })
  @Property({ type: 'integer', nullable: true })
  runId?: number | null;

  @Field(() => String, { nullable: true, description: 'The network address that the request came from.' })
  @Property({ type: 'text', nullable: true })
  network?: string | null;

  @Field(() => GraphQLJSONObject, {
    description:
      'Details of the action, such as counts and reasons; never addresses of recipients or secrets.',
  })
  @Property({ type: 'json', columnType: 'jsonb', defaultRaw: `'{}'` })
  details: Record<string, Scalar> = {};
}

export type Scalar = string | number | boolean | null;
