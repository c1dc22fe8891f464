import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../paging/page-args.ts';

@InputType({ description: 'Which users; all conditions together.' })
export class UserFilter {
  @Field(() => String, {
    nullable: true,
    description: 'A part of the name or address, without regard to case.',
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

export const UserOrderField = {
  EMAIL: 'EMAIL',
  CREATED_AT: 'CREATED_AT',
  LAST_LOGIN_AT: 'LAST_LOGIN_AT',
} as const;
export type UserOrderField = keyof typeof UserOrderField;
registerEnumType(UserOrderField, {
  name: 'UserOrderField',
  description: 'What users can be sorted by.',
  valuesConfig: {
    EMAIL: { description: 'The address.' },
    CREATED_AT: { description: 'When they were made.' },
    LAST_LOGIN_AT: { description: 'When they last logged in; who never did counts as latest.' },
  },
});

@InputType({ description: 'How users are sorted.' })
export class UserOrder {
  @Field(() => UserOrderField, { description: 'By what.' })
  field!: UserOrderField;

  @Field(() => OrderDirection, { description: 'Which way.' })
  direction!: OrderDirection;
}

@InputType({ description: 'A new user, whose address needs no confirmation.' })
export class CreateUserInput {
  @Field(() => String, { description: 'The address to log in with; unique, compared without case.' })
  email!: string;

  @Field(() => String, { description: 'The first password; 10 characters at least.' })
  password!: string;

  @Field(() => String, { description: 'The name.' })
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

  @Field(() => String, { nullable: true, description: 'The name.' })
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
