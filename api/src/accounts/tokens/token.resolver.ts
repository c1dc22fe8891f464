import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { ApiToken } from './api-token.entity.ts';
import { createApiToken } from './create-api-token.ts';
import { findApiTokens } from './find-api-tokens.ts';
import { revokeApiToken } from './revoke-api-token.ts';
import { CreateApiTokenInput, CreatedApiToken } from './token.inputs.ts';

@Resolver(() => ApiToken)
export class ApiTokenResolver {
  @Query(() => [ApiToken], {
    description: "The viewer's API tokens, newest first, without their secrets; not for tokens.",
  })
  apiTokens(@Ctx() ctx: Context) {
    return findApiTokens(ctx);
  }

  @Query(() => ApiToken, {
    nullable: true,
    description: 'The API token that asks, whatever its scopes; null for anybody without one.',
  })
  viewerToken(@Ctx() ctx: Context) {
    return ctx.actor.tokenId === null ? null : ctx.em.findOne(ApiToken, ctx.actor.tokenId);
  }

  @Mutation(() => CreatedApiToken, {
    description: 'Makes an API token; not for tokens. CONFLICT where there are 50 that have not ended.',
  })
  createApiToken(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateApiTokenInput, { description: 'The token.' }) input: CreateApiTokenInput,
  ) {
    return createApiToken(ctx, input);
  }

  @Mutation(() => ID, { description: 'Ends an API token at once; not for tokens. Returns the id.' })
  revokeApiToken(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    return revokeApiToken(ctx, id);
  }
}
