import { Check, Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { apiEnum, quoted } from '../../closed-set.ts';

export const IntervalUnit = apiEnum('IntervalUnit', 'A unit of time.', {
  MINUTE: 'Minutes of elapsed time.',
  HOUR: 'Hours of elapsed time.',
  DAY: "Days of local clock time in the mailing's zone.",
  WEEK: "Weeks of local clock time in the mailing's zone.",
  MONTH: "Months of local clock time in the mailing's zone; the 31st becomes the month's last day.",
});
export type IntervalUnit = keyof typeof IntervalUnit;

@ObjectType({ description: 'How often a mailing repeats.', simpleResolvers: true })
@Entity()
@Check({ name: 'interval_unit_check', expression: `unit in (${quoted(IntervalUnit)})` })
@Check({ name: 'interval_every_check', expression: 'every between 1 and 10000' })
export class Interval {
  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: 'integer', generated: 'by default as identity' })
  id!: number;

  @Field(() => String, { description: 'The name, such as Daily.' })
  @Property({ type: 'text' })
  @Unique({ name: 'interval_name_unique' })
  name!: string;

  @Field(() => Int, { description: 'The number of units between two starts.' })
  @Property({ type: 'integer' })
  every!: number;

  @Field(() => IntervalUnit, { description: 'The unit of time.' })
  @Property({ type: 'text' })
  unit!: IntervalUnit;
}
