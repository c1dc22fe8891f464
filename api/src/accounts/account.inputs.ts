import { Field, InputType } from 'type-graphql';

@InputType({ description: 'Who logs in.' })
export class LoginInput {
  @Field(() => String, { description: 'The address of the account.' })
  email!: string;

  @Field(() => String, { description: 'The password.' })
  password!: string;
}
