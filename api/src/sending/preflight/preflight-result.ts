import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Problem } from '../../errors/problem.ts';
import { AudiencePreview } from '../../mailings/audience/audience-preview.ts';
import { SpamScore } from './spam-score.ts';

@ObjectType({ description: 'A problem with the email to one person.', simpleResolvers: true })
export class PersonProblem {
  @Field(() => ID, { nullable: true, description: 'The recipient; null if they were deleted since.' })
  recipientId!: string | null;

  @Field(() => String, { description: 'The address.' })
  email!: string;

  @Field(() => String, { description: "What is wrong, in the viewer's language." })
  message!: string;
}

@ObjectType({ description: 'The result of checking what a launch now would send.', simpleResolvers: true })
export class Preflight {
  @Field(() => [Problem], {
    description:
      'Why a launch would be refused (ERROR), and what receivers or readers could object to (WARNING).',
  })
  problems!: Problem[];

  @Field(() => AudiencePreview, {
    description: 'The number of people who would be sent an email, and of those left out.',
  })
  audience!: AudiencePreview;

  @Field(() => Int, {
    description:
      'The number of people whose emails were rendered for the check: everybody, or a random sample of at most 5,000.',
  })
  checkedCount!: number;

  @Field(() => Int, { description: 'The number of these people whose email cannot be rendered.' })
  failureCount!: number;

  @Field(() => [PersonProblem], { description: 'The first 20 people whose email cannot be rendered.' })
  failures!: PersonProblem[];

  @Field(() => Int, {
    description:
      'The number of these people whose email has a gap, because a value that it prints is missing.',
  })
  gapCount!: number;

  @Field(() => [PersonProblem], { description: 'The first 20 people whose email has such a gap.' })
  gaps!: PersonProblem[];

  @Field(() => Int, { description: 'The size of the largest body in bytes; 0 if none could be rendered.' })
  largestBytes!: number;

  @Field(() => Int, { description: 'What the attachments add to each email, in bytes.' })
  attachedBytes!: number;

  @Field(() => SpamScore, {
    nullable: true,
    description:
      "What the spam filter thinks of the first person's email; null if the installation has no filter, or if it has not rated the email.",
  })
  spamScore!: SpamScore | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The expected time in seconds until everybody was sent an email once: at the current limits, at most as fast as the latest runs, and within the allowed hours; null if there is nobody.',
  })
  seconds!: number | null;
}
