import { Field, InputType, ObjectType } from 'type-graphql';
import { TokenScope } from '../../context/token-scope.ts';
import { ApiToken } from './api-token.entity.ts';

@InputType({ description: 'A new API token.' })
export class CreateApiTokenInput {
  @Field(() => String, { description: 'A name to recognise the token by, 1 to 200 characters.' })
  name!: string;

  @Field(() => [TokenScope], { description: 'The scopes of the token, at least one.' })
  scopes!: TokenScope[];

  @Field(() => Date, { description: 'When it expires: in the future, at most a year from now.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'A new API token with its secret.', simpleResolvers: true })
export class CreatedApiToken {
  @Field(() => ApiToken, { description: 'The token.' })
  token!: ApiToken;

  @Field(() => String, {
    description: 'The secret to send as `Authorization: Bearer …`. It is only returned here.',
  })
  secret!: string;
}
