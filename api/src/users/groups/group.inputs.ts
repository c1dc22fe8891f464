import { Field, InputType } from 'type-graphql';

@InputType({ description: 'A new group.' })
export class CreateGroupInput {
  @Field(() => String, { description: 'Its name, unique.' })
  name!: string;

  @Field(() => [String], { description: 'The codenames of the permissions that members get.' })
  permissions!: string[];
}

@InputType({ description: 'What to change of a group; what is absent stays.' })
export class UpdateGroupInput {
  @Field(() => String, { nullable: true, description: 'Its name; Users and Managers keep theirs.' })
  name?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'The permissions of its members, by codename. Replaces the whole list. Members who gain rights by it log in again, and their API tokens end.',
  })
  permissions?: string[] | null;
}
