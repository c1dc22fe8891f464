import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { SendTestInput } from '../../messages/message.inputs.ts';
import { sendTest } from './send-test.ts';

@Resolver()
export class TestResolver {
  @Mutation(() => Int, {
    complexity: 2000,
    description:
      'Sends a message to at most five addresses at once, under the sending limits, and counted: 300 an hour to other addresses than your own, fewer for a new account. Returns how many the mail server took.',
  })
  sendTest(
    @Ctx() ctx: Context,
    @Arg('input', () => SendTestInput, { description: 'The message and the addresses.' })
    input: SendTestInput,
  ) {
    return sendTest(ctx, input);
  }
}
