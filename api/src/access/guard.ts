import { GraphQLError, GraphQLObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { accessTextOf } from './access-text.ts';
import { applyMiddleware, type chain, deny, shield } from './shield.ts';

type Rule = ReturnType<typeof chain> | typeof deny;
/** A rule for each field of the root types. */
export type RootRules = {
  Query: Record<string, Rule>;
  Mutation: Record<string, Rule>;
  Subscription?: Record<string, Rule>;
};

type Resolver = GraphQLFieldResolver<unknown, unknown>;
type Check = (next: Resolver, ...args: Parameters<Resolver>) => unknown;

/**
 * Guards the root types only, because rules on every field would make each of them asynchronous.
 * Subscriptions are guarded when they are opened; the shield alone would only guard each event.
 */
export function guard(schema: GraphQLSchema, rules: RootRules): GraphQLSchema {
  const generator = shield(rules, {
    fallbackRule: deny,
    allowExternalErrors: true,
    fallbackError: () => new GraphQLError('You may not do this.', { extensions: { code: 'FORBIDDEN' } }),
  });
  const checks = generator.generate(schema) as unknown as Record<
    string,
    Record<string, Check | { resolve: Check }>
  >;
  const { Query, Mutation, Subscription } = checks;
  const guarded = applyMiddleware(schema, { Query, Mutation } as never);
  describeAccess(guarded, rules);
  for (const [name, field] of Object.entries(guarded.getSubscriptionType()?.getFields() ?? {})) {
    const made = Subscription![name]!;
    const check = typeof made === 'function' ? made : made.resolve;
    const subscribe = field.subscribe!;
    field.subscribe = (...args) => check(subscribe, ...args);
  }
  return guarded;
}

/** Adds to the description of each root field who may call it. */
function describeAccess(schema: GraphQLSchema, rules: RootRules): void {
  for (const [type, ofFields] of Object.entries(rules)) {
    const root = schema.getType(type);
    if (!(root instanceof GraphQLObjectType)) continue;
    for (const [name, field] of Object.entries(root.getFields())) {
      const text = accessTextOf(ofFields[name]);
      if (!field.description?.includes(text)) field.description = `${field.description} ${text}`;
    }
  }
}
