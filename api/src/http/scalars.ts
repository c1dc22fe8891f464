import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

const config = GraphQLDateTimeISO.toConfig();

/**
 * graphql-scalars' DateTime returns JavaScript dates in process, and its DateTimeISO returns text but has
 * another name.
 */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...config,
  name: 'DateTime',
  description: 'A time in ISO 8601, always returned in UTC with milliseconds.',
  parseValue: (value) => inRange(config.parseValue(value)),
  parseLiteral: (node, variables) => inRange(config.parseLiteral(node, variables)),
});

/** Accepts the years 1 to 9999 in UTC: PostgreSQL cannot parse the form of others. */
function inRange(date: Date): Date {
  const year = date.getUTCFullYear();
  if (year < 1 || year > 9999) throw new GraphQLError('DateTime has a year between 1 and 9999.');
  return date;
}
