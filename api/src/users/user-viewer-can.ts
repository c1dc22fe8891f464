import { Field, ObjectType } from 'type-graphql';
import type { Actor } from '../context/actor.ts';
import { canBlock, canDelete, type BlockableUser } from './user.access.ts';

@ObjectType({ description: 'What the viewer may do with a user.', simpleResolvers: true })
export class UserAccess {
  @Field(() => Boolean, { description: "Whether the user's address, name and rights may be changed." })
  edit!: boolean;

  @Field(() => Boolean, { description: 'Whether the user may be blocked and unblocked.' })
  block!: boolean;

  @Field(() => Boolean, { description: "Whether the user's groups may be changed." })
  changeGroups!: boolean;

  @Field(() => Boolean, { description: 'Whether the user may be deleted, with everything they own.' })
  delete!: boolean;
}

/** The same predicates that the use cases check. */
export const userAccess = (actor: Actor, user: BlockableUser): UserAccess => ({
  edit: actor.isSuperuser,
  block: canBlock(actor, user),
  changeGroups: actor.isSuperuser,
  delete: canDelete(actor, user),
});
