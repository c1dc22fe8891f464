import {
  createSourceEventStream,
  execute,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import type { Context } from '../context/context.ts';

/**
 * Like GraphQL's own `subscribe`, but executes each event with a context of its own: entities are read again,
 * and a viewer who has lost the right meanwhile gets the error as the last event.
 */
export async function subscribe(
  args: ExecutionArgs,
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const { renew } = args.contextValue as Context;
  let isOver = false;
  const executed: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      if (isOver) return { done: true, value: undefined };
      try {
        const { done, value } = await events.next();
        if (done) return { done, value: undefined };
        return {
          done: false,
          value: await execute({ ...args, rootValue: value, contextValue: await renew!() }),
        };
      } catch (error) {
        // Throwing would cut the connection, and the client would reconnect.
        isOver = true;
        const originalError = error instanceof Error ? error : new Error(String(error));
        return {
          done: false,
          value: { errors: [new GraphQLError(originalError.message, { originalError })] },
        };
      }
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return executed;
    },
  };
  return executed;
}
