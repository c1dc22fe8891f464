import { Field, ID, InputType } from 'type-graphql';
import { AuditAction, AuditActor, AuditSubject } from './audit.enums.ts';

@InputType({ description: 'Which entries of the audit log; all conditions together.' })
export class AuditFilter {
  @Field(() => ID, { nullable: true, description: 'Only what this user did.' })
  actorId?: string | null;

  @Field(() => AuditActor, { nullable: true, description: 'Only what this kind of actor did.' })
  actorKind?: AuditActor | null;

  @Field(() => AuditAction, { nullable: true, description: 'Only this action.' })
  action?: AuditAction | null;

  @Field(() => AuditSubject, { nullable: true, description: 'Only what was done to this kind of thing.' })
  subject?: AuditSubject | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only what was done to the thing with this id; with `subject`, as ids of different kinds are alike.',
  })
  subjectId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Only what happened then or later.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only what happened before.' })
  to?: Date | null;
}
