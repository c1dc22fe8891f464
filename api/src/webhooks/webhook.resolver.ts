import type { FilterQuery } from '@mikro-orm/core';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { childPages } from '../paging/child-pages.ts';
import { createWebhook } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { replayWebhookCall } from './replay-webhook-call.ts';
import { rotateWebhookSecret } from './rotate-webhook-secret.ts';
import { testWebhook } from './test-webhook.ts';
import { updateWebhook } from './update-webhook.ts';
import { getWebhook } from './webhook.access.ts';
import { bodyOf } from './calling/body-of.ts';
import { WebhookCall } from './webhook-call.entity.ts';
import { Webhook } from './webhook.entity.ts';
import {
  CreateWebhookInput,
  UpdateWebhookInput,
  WebhookCallFilter,
  WebhookWithSecret,
} from './webhook.inputs.ts';

const WebhookCallConnection = connectionOf(WebhookCall);
const callsOf = childPages<WebhookCall, WebhookCallFilter>({
  entity: WebhookCall,
  direction: 'DESC',
  where: (webhook, filter) =>
    ({ webhook, ...(filter?.status && { status: filter.status }) }) as FilterQuery<WebhookCall>,
});
const anId = { description: 'The id of the webhook.' };

@Resolver(() => Webhook)
export class WebhookResolver {
  @Query(() => [Webhook], { description: "The viewer's webhooks, at most 20, newest first." })
  webhooks(@Ctx() ctx: Context) {
    return ctx.em.find(Webhook, { owner: ctx.actor.id ?? 0 }, { orderBy: { id: 'desc' } });
  }

  @Query(() => Webhook, { nullable: true, description: "One of the viewer's webhooks." })
  webhook(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getWebhook(ctx, id);
  }

  @Mutation(() => WebhookWithSecret, { description: 'Creates a webhook.' })
  createWebhook(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateWebhookInput, { description: 'The webhook.' }) input: CreateWebhookInput,
  ) {
    return createWebhook(ctx, input);
  }

  @Mutation(() => Webhook, { description: 'Changes a webhook, or enables or disables it.' })
  updateWebhook(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateWebhookInput, { description: 'The changes.' }) input: UpdateWebhookInput,
  ) {
    return updateWebhook(ctx, { id, input });
  }

  @Mutation(() => WebhookWithSecret, {
    description: 'Replaces the secret of a webhook. The former secret is not used any more.',
  })
  rotateWebhookSecret(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return rotateWebhookSecret(ctx, id);
  }

  @Mutation(() => ID, { description: 'Deletes a webhook with the log of its calls. Returns its id.' })
  deleteWebhook(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteWebhook(ctx, id);
  }

  @Mutation(() => WebhookCall, {
    description: 'Calls a webhook with a webhook.test event. Fails with CONFLICT while it is disabled.',
  })
  testWebhook(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return testWebhook(ctx, id);
  }

  @Mutation(() => WebhookCall, {
    description:
      'Repeats a call that was delivered or given up, with the same webhook-id. Fails with CONFLICT while it is PENDING.',
  })
  replayWebhookCall(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return replayWebhookCall(ctx, id);
  }

  @FieldResolver(() => WebhookCallConnection, {
    description: 'Its calls of the last 30 days, newest first.',
  })
  calls(
    @Root() webhook: Webhook,
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => WebhookCallFilter, {
      nullable: true,
      description: 'Only calls that match this filter. Defaults to all.',
    })
    filter?: WebhookCallFilter,
  ) {
    return callsOf(ctx, { parent: webhook.id, filter }, args);
  }
}

@Resolver(() => WebhookCall)
export class WebhookCallResolver {
  @FieldResolver(() => ID, { description: 'The webhook-id header, the same in each try.' })
  messageId(@Root() call: WebhookCall) {
    return `msg_${call.messageId}`;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When it will be tried next; null unless it is PENDING.',
  })
  nextTryAt(@Root() call: WebhookCall) {
    return call.status === 'PENDING' ? call.nextTryAt : null;
  }

  @FieldResolver(() => GraphQLJSON, { description: 'The body that is sent.' })
  body(@Root() call: WebhookCall) {
    return bodyOf(call);
  }
}
