import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { findUnsubscribePage } from './find-unsubscribe-page.ts';
import { UnsubscribePage } from './unsubscribe-page.ts';

@Resolver()
export class UnsubscribeResolver {
  @Query(() => UnsubscribePage, {
    nullable: true,
    description: 'What the page of an unsubscribe link shows. For everybody who has the link.',
  })
  unsubscribePage(
    @Ctx() ctx: Context,
    @Arg('token', () => String, { description: 'The token at the end of the link.' }) token: string,
  ) {
    return findUnsubscribePage(ctx, token);
  }
}
