import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'What statistics are of: everything that the viewer sees unless given.' })
export class StatisticsFilter {
  @Field(() => Date, {
    nullable: true,
    description:
      'From this time on, taken down to its quarter of an hour; from the first attempt unless given.',
  })
  from?: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Until before this time, taken up to its quarter of an hour; the end of today unless given.',
  })
  to?: Date | null;

  @Field(() => ID, { nullable: true, description: 'Of one mailing.' })
  mailingId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of the mailings of one user.' })
  ownerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The time zone of the days, as the IANA names it; the viewer's own unless given.",
  })
  timeZone?: string | null;
}
