import { createSourceEventStream, getOperationAST, parse, type GraphQLSchema } from 'graphql';
import { DomainError } from '../src/errors/domain-error.ts';
import type { Client, Data } from './client.ts';

type Answer = Awaited<ReturnType<Client['answer']>>;

/**
 * Returns an operation's response. For a subscription it says whether it was opened, or refused before the
 * first event.
 */
export async function answerRoot(
  client: Client,
  schema: GraphQLSchema,
  { document, variables }: { document: string; variables: Data },
): Promise<Answer> {
  const parsed = parse(document);
  if (getOperationAST(parsed)!.operation !== 'subscription') return client.answer(document, variables);
  const source = await createSourceEventStream({
    schema,
    document: parsed,
    variableValues: variables,
    contextValue: await client.context(),
  });
  if (Symbol.asyncIterator in source) return { data: { source }, error: null };
  const cause = source.errors![0]!.originalError;
  if (!(cause instanceof DomainError)) throw cause ?? source.errors![0];
  return { data: null, error: { message: cause.message, extensions: { code: cause.code } } };
}
