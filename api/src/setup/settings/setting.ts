import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'A setting of the environment. It changes with a restart only.',
  simpleResolvers: true,
})
export class Setting {
  @Field(() => String, { description: 'Its key in the environment or in the file .env.' })
  key!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The value, with logins masked; null for a secret, and for a setting without a value and a default.',
  })
  value!: string | null;

  @Field(() => Boolean, { description: 'Whether its value is a secret or may contain one.' })
  isSecret!: boolean;

  @Field(() => Boolean, { description: 'Whether it is set; otherwise the default applies.' })
  isSet!: boolean;
}

@ObjectType({ description: 'What this installation runs with.', simpleResolvers: true })
export class Installation {
  @Field(() => String, { description: 'The version of Postline.' })
  version!: string;

  @Field(() => String, { description: 'The version of Node.' })
  nodeVersion!: string;

  @Field(() => String, { description: 'The version of PostgreSQL.' })
  databaseVersion!: string;

  @Field(() => [Setting], { description: 'The settings of the process that answers.' })
  settings!: Setting[];
}
