import { Field, ID, InputType } from 'type-graphql';
import { apiEnum } from '../closed-set.ts';
import { OrderDirection } from '../paging/page-args.ts';

@InputType({ description: 'Selects users; all conditions must hold.' })
export class UserFilter {
  @Field(() => String, {
    nullable: true,
    description: 'A part of the name or address, regardless of case.',
  })
  search?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'False: the blocked ones; true: the others.' })
  isActive?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: confirmed accounts that somebody has to approve; false: the others.',
  })
  awaitsApproval?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'In this group.' })
  groupId?: string | null;
}

export const UserOrderField = apiEnum('UserOrderField', 'What users can be sorted by.', {
  EMAIL: 'The email address.',
  CREATED_AT: 'The time of creation.',
  LAST_LOGIN_AT: 'The last login; users who never logged in come last when ascending.',
});
export type UserOrderField = keyof typeof UserOrderField;

@InputType({ description: 'How users are sorted.' })
export class UserOrder {
  @Field(() => UserOrderField, { description: 'The field to sort by.' })
  field!: UserOrderField;

  @Field(() => OrderDirection, { description: 'The direction.' })
  direction!: OrderDirection;
}

@InputType({ description: 'A new user, whose address needs no confirmation.' })
export class CreateUserInput {
  @Field(() => String, { description: 'The address to log in with; unique, regardless of case.' })
  email!: string;

  @Field(() => String, { description: 'The first password; 10 characters at least.' })
  password!: string;

  @Field(() => String, { description: 'The name, 1 to 200 characters.' })
  fullName!: string;

  @Field(() => [ID], { nullable: true, description: 'The groups to put the user into.' })
  groupIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether every permission is given.' })
  isSuperuser?: boolean | null;
}

@InputType({ description: 'What to change of a user; what is absent stays.' })
export class UpdateUserInput {
  @Field(() => String, {
    nullable: true,
    description: 'The address. A new one ends sessions, API tokens and the links mailed to the old one.',
  })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'The name, 1 to 200 characters.' })
  fullName?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Replaces the groups that the user is in. Permissions that are new to the user end their sessions and API tokens.',
  })
  groupIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether every permission is given. Giving them ends the sessions and API tokens of the user.',
  })
  isSuperuser?: boolean | null;
}
