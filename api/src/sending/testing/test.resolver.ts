import { Arg, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { SendTestInput } from '../../messages/message.inputs.ts';
import { sendTest } from './send-test.ts';

@Resolver()
export class TestResolver {
  @Mutation(() => Int, {
    complexity: 2000,
    description:
      'Sends a test of a message to at most five addresses at once, within the sending limits. Limited to 300 an hour to addresses other than your own, fewer for a new account. Returns the number of emails that the SMTP server accepted.',
  })
  sendTest(
    @Ctx() ctx: Context,
    @Arg('input', () => SendTestInput, { description: 'The message and the addresses.' })
    input: SendTestInput,
  ) {
    return sendTest(ctx, input);
  }
}
