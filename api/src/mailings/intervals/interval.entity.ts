import { Check, Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

export const IntervalUnit = {
  MINUTE: 'MINUTE',
  HOUR: 'HOUR',
  DAY: 'DAY',
  WEEK: 'WEEK',
  MONTH: 'MONTH',
} as const;
export type IntervalUnit = keyof typeof IntervalUnit;
registerEnumType(IntervalUnit, {
  name: 'IntervalUnit',
  description: 'A unit of time.',
  valuesConfig: {
    MINUTE: { description: 'Minutes of elapsed time.' },
    HOUR: { description: 'Hours of elapsed time.' },
    DAY: { description: "Days of local clock time in the mailing's zone." },
    WEEK: { description: "Weeks of local clock time in the mailing's zone." },
    MONTH: {
      description: "Months of local clock time in the mailing's zone; the 31st becomes the month's last day.",
    },
  },
});

@ObjectType({ description: 'How often a mailing repeats: every so many units.', simpleResolvers: true })
@Entity()
@Check({ name: 'interval_unit_check', expression: "unit in ('MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH')" })
@Check({ name: 'interval_every_check', expression: 'every between 1 and 10000' })
export class Interval {
  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: 'integer', generated: 'by default as identity' })
  id!: number;

  @Field(() => String, { description: 'Its name, such as Daily.' })
  @Property({ type: 'text' })
  @Unique({ name: 'interval_name_unique' })
  name!: string;

  @Field(() => Int, { description: 'How many units lie between two starts.' })
  @Property({ type: 'integer' })
  every!: number;

  @Field(() => IntervalUnit, { description: 'The unit of time.' })
  @Property({ type: 'text' })
  unit!: IntervalUnit;
}
