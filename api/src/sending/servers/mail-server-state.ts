import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'A mail server that workers send to. One that refuses everybody, or everybody of a run, is left out for a while, and runs go on over the others.',
  simpleResolvers: true,
})
export class MailServerState {
  @Field(() => String, { description: 'Its label in the configuration; its host by default.' })
  label!: string;

  @Field(() => Int, { description: 'The number of connections that workers may have open to it now.' })
  connections!: number;

  @Field(() => Date, {
    nullable: true,
    description: 'When it is tried again; null if it refuses no more than single mails and runs.',
  })
  resumesAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is left out, in words, with what it said; null if it is not.',
  })
  pauseMessage!: string | null;

  @Field(() => Int, { description: 'The number of unfinished runs that it refuses.' })
  refusedRuns!: number;
}
