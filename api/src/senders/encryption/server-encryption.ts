import { Field, ObjectType } from 'type-graphql';
import { apiEnum } from '../../closed-set.ts';
import { Problem } from '../../errors/problem.ts';

export const EncryptionState = apiEnum(
  'EncryptionState',
  'How emails and passwords are protected on their way to a mail server.',
  {
    ENCRYPTED: 'By TLS, with a certificate that is valid for the server.',
    UNTRUSTED: 'By TLS, with a certificate that anybody could have made, or that is not valid any more.',
    CLEAR: 'Not at all: the server offers no STARTTLS.',
    LOCAL: 'The server is on this machine, where nothing has to be encrypted.',
    AWAY: 'The server could not be reached.',
  },
);
export type EncryptionState = keyof typeof EncryptionState;

@ObjectType({
  description: 'The encryption of a mail server that the configuration names, as a look at it has shown.',
  simpleResolvers: true,
})
export class ServerEncryption {
  @Field(() => String, { description: 'The label of the server in the configuration; its host by default.' })
  label!: string;

  @Field(() => String, { description: 'The name and the port of the server.' })
  address!: string;

  @Field(() => EncryptionState, { description: 'How emails are protected on their way to it.' })
  state!: EncryptionState;

  @Field(() => Date, {
    nullable: true,
    description: 'Until when its certificate is valid; null if none was shown.',
  })
  validUntil!: Date | null;

  @Field(() => Problem, {
    nullable: true,
    description:
      'What is wrong and what to do; a certificate that ends within two weeks is a WARNING. Null if nothing is.',
  })
  problem!: Problem | null;
}
