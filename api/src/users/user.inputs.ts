import { Field, ID, InputType } from 'type-graphql';
import { apiEnum } from '../closed-set.ts';
import { OrderDirection } from '../paging/page-args.ts';

@InputType({ description: 'Selects users; all conditions must hold.' })
export class UserFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name or address, ignoring case.',
  })
  search?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only active users if true, only blocked ones if false.',
  })
  isActive?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only confirmed accounts that await approval if true, only the others if false.',
  })
  awaitsApproval?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only members of this group.' })
  groupId?: string | null;
}

export const UserOrderField = apiEnum('UserOrderField', 'What users can be sorted by.', {
  EMAIL: 'The email address.',
  CREATED_AT: 'The time of creation.',
  LAST_LOGIN_AT: 'The last log-in. Users who never logged in come last in ascending order.',
});
export type UserOrderField = keyof typeof UserOrderField;

@InputType({ description: 'How users are sorted.' })
export class UserOrder {
  @Field(() => UserOrderField, { description: 'The field to sort by.' })
  field!: UserOrderField;

  @Field(() => OrderDirection, { defaultValue: 'ASC', description: 'The direction.' })
  direction!: OrderDirection;
}

@InputType({ description: 'A new user, whose address needs no confirmation.' })
export class CreateUserInput {
  @Field(() => String, { description: 'The address to log in with; unique, ignoring case.' })
  email!: string;

  @Field(() => String, {
    description:
      'The password, 10 to 256 characters. It must differ from the address and the part before its @, and must not be common.',
  })
  password!: string;

  @Field(() => String, { description: 'The name, 1 to 200 characters.' })
  fullName!: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      'The ids of groups to add the user to. Defaults to the group Users, and to none for superusers.',
  })
  groupIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether the user is a superuser, with every permission.',
  })
  isSuperuser?: boolean | null;
}

@InputType({ description: 'Changes to a user; omitted fields stay as they are.' })
export class UpdateUserInput {
  @Field(() => String, {
    nullable: true,
    description:
      "The email address. A new one ends the user's sessions and API tokens, and invalidates links mailed to the old one.",
  })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'The name, 1 to 200 characters.' })
  fullName?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "The ids of the user's groups. Replaces all of them. Gaining permissions ends the user's sessions and API tokens.",
  })
  groupIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the user is a superuser, with every permission. Becoming one ends the user's sessions and API tokens.",
  })
  isSuperuser?: boolean | null;
}
