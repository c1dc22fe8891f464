import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

const config = GraphQLDateTimeISO.toConfig();

/** graphql-scalars' DateTime answers JavaScript dates in process, its DateTimeISO answers text under another name. */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...config,
  name: 'DateTime',
  description: 'An instant in ISO 8601, always returned in UTC with milliseconds.',
  parseValue: (value) => inRange(config.parseValue(value)),
  parseLiteral: (node, variables) => inRange(config.parseLiteral(node, variables)),
});

/** The years 1 to 9999 in UTC: others have a form that PostgreSQL does not read. */
function inRange(date: Date): Date {
  const year = date.getUTCFullYear();
  if (year < 1 || year > 9999) throw new GraphQLError('DateTime has a year between 1 and 9999.');
  return date;
}
