import { Field, ObjectType } from 'type-graphql';
import type { Actor } from '../context/actor.ts';
import { canBlock, canDelete, type BlockableUser } from './user.access.ts';

@ObjectType({ description: 'What the viewer may do with a user.', simpleResolvers: true })
export class UserAccess {
  @Field(() => Boolean, { description: 'Whether address, name and rights may be changed.' })
  edit!: boolean;

  @Field(() => Boolean, { description: 'Whether they may be blocked and unblocked.' })
  block!: boolean;

  @Field(() => Boolean, { description: 'Whether they may be put into other groups.' })
  changeGroups!: boolean;

  @Field(() => Boolean, { description: 'Whether they may be deleted, with everything they own.' })
  delete!: boolean;
}

/** The same predicates that the use cases ask. */
export const userAccess = (actor: Actor, user: BlockableUser): UserAccess => ({
  edit: actor.isSuperuser,
  block: canBlock(actor, user),
  changeGroups: actor.isSuperuser,
  delete: canDelete(actor, user),
});
