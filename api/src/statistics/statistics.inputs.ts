import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Selects what statistics cover. Defaults to everything that the viewer may see.' })
export class StatisticsFilter {
  @Field(() => Date, {
    nullable: true,
    description:
      'The beginning of the period, rounded down to a quarter of an hour. Defaults to the first attempt.',
  })
  from?: Date | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'The end of the period, exclusive, rounded up to a quarter of an hour. Defaults to the end of today.',
  })
  to?: Date | null;

  @Field(() => ID, { nullable: true, description: 'Only this mailing.' })
  mailingId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only the mailings of this user.' })
  ownerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The IANA time zone of the days. Defaults to the viewer's.",
  })
  timeZone?: string | null;
}
