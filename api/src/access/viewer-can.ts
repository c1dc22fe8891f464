import { Field, ObjectType } from 'type-graphql';
import { canChange } from './owned-things.ts';
import type { Actor } from '../context/actor.ts';

@ObjectType({ description: 'What the viewer may do with a thing.', simpleResolvers: true })
export class EntityAccess {
  @Field(() => Boolean, { description: 'Whether it may be changed.' })
  edit!: boolean;

  @Field(() => Boolean, { description: 'Whether it may be deleted.' })
  delete!: boolean;
}

/** The same predicate that the use cases ask. */
export function accessOf(actor: Actor, thing: { owner: { id: number } }): EntityAccess {
  const may = canChange(actor, thing);
  return { edit: may, delete: may };
}
