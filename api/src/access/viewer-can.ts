import { Field, ObjectType } from 'type-graphql';
import { canChange, mayWrite } from './owned-things.ts';
import type { Actor } from '../context/actor.ts';

@ObjectType({ description: 'What the viewer may do with something that a user owns.', simpleResolvers: true })
export class EntityAccess {
  @Field(() => Boolean, { description: 'Whether the viewer may change it.' })
  edit!: boolean;

  @Field(() => Boolean, { description: 'Whether the viewer may delete it.' })
  delete!: boolean;
}

/** The same predicates that the use cases check. */
export function accessOf(
  actor: Actor,
  thing: { owner: { id: number } },
  kind?: 'recipient' | 'message',
): EntityAccess {
  if (!kind) {
    const may = canChange(actor, thing);
    return { edit: may, delete: may };
  }
  return {
    edit: mayWrite('change', kind)(actor, thing),
    delete: mayWrite('delete', kind)(actor, thing),
  };
}
