import { Field, ObjectType } from 'type-graphql';
import { canChange } from './owned-things.ts';
import type { Actor } from '../context/actor.ts';

@ObjectType({ description: 'What the viewer may do with something that a user owns.', simpleResolvers: true })
export class EntityAccess {
  @Field(() => Boolean, { description: 'Whether the viewer may change it.' })
  edit!: boolean;

  @Field(() => Boolean, { description: 'Whether the viewer may delete it.' })
  delete!: boolean;
}

/** The same predicate that the use cases ask. */
export function accessOf(actor: Actor, thing: { owner: { id: number } }): EntityAccess {
  const may = canChange(actor, thing);
  return { edit: may, delete: may };
}
