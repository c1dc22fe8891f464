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
    description: "The viewer's API tokens, newest first, without their secrets.",
  })
  apiTokens(@Ctx() ctx: Context) {
    return findApiTokens(ctx);
  }

  @Query(() => ApiToken, {
    nullable: true,
    description: 'The API token of the request, whatever its scopes; null without one.',
  })
  viewerToken(@Ctx() ctx: Context) {
    return ctx.actor.tokenId === null ? null : ctx.em.findOne(ApiToken, ctx.actor.tokenId);
  }

  @Mutation(() => CreatedApiToken, {
    description: 'Creates an API token. Fails with CONFLICT if the viewer has 50 active ones.',
  })
  createApiToken(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateApiTokenInput, { description: 'The token.' }) input: CreateApiTokenInput,
  ) {
    return createApiToken(ctx, input);
  }

  @Mutation(() => ID, { description: 'Revokes an API token at once. Returns its id.' })
  revokeApiToken(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the token.' }) id: string,
  ) {
    return revokeApiToken(ctx, id);
  }
}
