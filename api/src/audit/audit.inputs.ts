import { Field, ID, InputType } from 'type-graphql';
import { AuditAction, AuditActor, AuditSubject } from './audit.enums.ts';

@InputType({ description: 'Selects entries of the audit log; all conditions must hold.' })
export class AuditFilter {
  @Field(() => ID, { nullable: true, description: 'Only actions of this user.' })
  actorId?: string | null;

  @Field(() => AuditActor, { nullable: true, description: 'Only actions of this kind of actor.' })
  actorKind?: AuditActor | null;

  @Field(() => AuditAction, { nullable: true, description: 'Only this action.' })
  action?: AuditAction | null;

  @Field(() => AuditSubject, { nullable: true, description: 'Only actions on this kind of thing.' })
  subject?: AuditSubject | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only actions on the thing with this id. Pass `subject` as well, because things of different kinds may have the same id.',
  })
  subjectId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Only actions at or after this time.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only actions before this time.' })
  to?: Date | null;
}
