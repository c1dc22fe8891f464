import { BigIntType, type OptionalProps } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { quoted } from '../closed-set.ts';
import { AuditAction, AuditActor, AuditSubject } from './audit.enums.ts';

@ObjectType({
  description: 'Something that was done, recorded in the moment and never changed.',
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

  @Field(() => ID, { description: 'Its id; later entries have higher ones.' })
  @PrimaryKey({ type: new BigIntType('number'), generated: 'by default as identity' })
  id!: number;

  @Field(() => Date, { description: 'When it happened.' })
  @Property({ columnType: 'timestamptz(3)', type: 'datetime', defaultRaw: 'now()' })
  at: Date = new Date();

  @Field(() => AuditActor, { description: 'What kind of actor did it.' })
  @Property({ type: 'text' })
  actorKind!: AuditActor;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the user who did it; null if nobody was logged in.',
  })
  @Property({ type: 'integer', nullable: true })
  actorId?: number | null;

  @Field(() => String, {
    description: 'The name of the user then, at most 200 characters; empty without one.',
  })
  @Property({ type: 'text', default: '' })
  actorName: string = '';

  @Field(() => AuditAction, { description: 'What was done.' })
  @Property({ type: 'text' })
  action!: AuditAction;

  @Field(() => AuditSubject, { description: 'What kind of thing it was done to.' })
  @Property({ type: 'text' })
  subject!: AuditSubject;

  @Field(() => ID, { nullable: true, description: 'The id of that thing; null for many things, or none.' })
  @Property({ type: 'text', nullable: true })
  subjectId?: string | null;

  @Field(() => String, { description: 'The name of that thing then, at most 300 characters; may be empty.' })
  @Property({ type: 'text', default: '' })
  subjectName: string = '';

  @Field(() => ID, { nullable: true, description: 'The id of the owner of that thing, if it has one.' })
  @Property({ type: 'integer', nullable: true })
  ownerId?: number | null;

  @Field(() => ID, { nullable: true, description: 'The id of the run that it was about.' })
  @Property({ type: 'integer', nullable: true })
  runId?: number | null;

  @Field(() => String, { nullable: true, description: 'The network address that the request came from.' })
  @Property({ type: 'text', nullable: true })
  network?: string | null;

  @Field(() => GraphQLJSONObject, {
    description: 'Numbers and words beside it: counts, reasons. Never an address or a secret.',
  })
  @Property({ type: 'json', columnType: 'jsonb', defaultRaw: `'{}'` })
  details: Record<string, Scalar> = {};
}

export type Scalar = string | number | boolean | null;
