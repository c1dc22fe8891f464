import { Field, InputType } from 'type-graphql';

@InputType({ description: 'A new group.' })
export class CreateGroupInput {
  @Field(() => String, { description: 'The name, unique among groups.' })
  name!: string;

  @Field(() => [String], { description: 'The permissions of its members, by codename.' })
  permissions!: string[];
}

@InputType({ description: 'Changes to a group; omitted fields stay as they are.' })
export class UpdateGroupInput {
  @Field(() => String, { nullable: true, description: 'The name. Users and Managers cannot be renamed.' })
  name?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'The permissions of its members, by codename. Replaces the whole list. Members who gain permissions must log in again, and their API tokens end.',
  })
  permissions?: string[] | null;
}
