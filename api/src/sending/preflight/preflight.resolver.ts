import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { SendScope } from '../../runs/run.enums.ts';
import { preflightMailing } from './preflight-mailing.ts';
import { Preflight } from './preflight-result.ts';

@Resolver()
export class PreflightResolver {
  @Query(() => Preflight, {
    complexity: 2000,
    description:
      "Checks what a launch now would send, by rendering everybody's emails without sending them. Takes up to 10 seconds, and up to 15 where a spam filter is asked.",
  })
  preflight(
    @Ctx() ctx: Context,
    @Arg('mailingId', () => ID, { description: 'The mailing.' }) mailingId: string,
    @Arg('scope', () => SendScope, { defaultValue: 'ALL', description: 'The part of its audience to check.' })
    scope: SendScope,
  ) {
    return preflightMailing(ctx, { mailingId, scope });
  }
}
