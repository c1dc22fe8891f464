import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ownerAsSeen } from '../accounts/owner-as-seen.ts';
import { User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { accessOf, EntityAccess } from '../access/viewer-can.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { Problem, problemOf } from '../errors/problem.ts';
import { createMessage } from './create-message.ts';
import { deleteMessage } from './delete-message.ts';
import { getMessage } from './message.access.ts';
import { Message } from './message.entity.ts';
import {
  CreateMessageInput,
  MessageFilter,
  MessageOrder,
  PreviewMessageInput,
  UpdateMessageInput,
  type MessageOrderField,
} from './message.inputs.ts';
import { snippetOf } from './snippet-of.ts';
import { MessagePreview } from './message-preview.ts';
import { messagesWhere } from './message.queries.ts';
import { previewMessage } from './preview-message.ts';
import { rendering } from './rendering/rendering.ts';
import { keyOf } from './rendering/key-of.ts';
import { getMessageVersion, versionsOfMessage } from './versions/message-version.queries.ts';
import { MessageVersion } from './versions/message-version.entity.ts';
import { restoreMessage } from './restore-message.ts';
import { updateMessage } from './update-message.ts';

const MessageConnection = connectionOf(Message);
const sortField = {
  SUBJECT: 'subject',
  CREATED_AT: 'createdAt',
  UPDATED_AT: 'updatedAt',
} as const satisfies Record<MessageOrderField, keyof Message>;
const VersionConnection = connectionOf(MessageVersion);
const anId = { description: 'The id of the message.' };

@Resolver(() => Message)
export class MessageResolver {
  @Query(() => Message, { nullable: true, description: 'A message.' })
  message(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getMessage(ctx, id);
  }

  @Query(() => MessageConnection, {
    description: 'The messages that the viewer may see, newest first by default.',
  })
  messages(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => MessageFilter, {
      nullable: true,
      description: 'Only messages that match this filter. Defaults to all.',
    })
    filter?: MessageFilter,
    @Arg('orderBy', () => MessageOrder, { nullable: true, description: 'The order of the list.' })
    orderBy?: MessageOrder,
  ) {
    const sort = {
      field: sortField[orderBy?.field ?? 'CREATED_AT'],
      direction: orderBy?.direction ?? 'DESC',
    };
    return paginate(ctx, Message, { where: messagesWhere(ctx, filter), sort, args });
  }

  @Query(() => MessagePreview, { complexity: 1000, description: 'An email as one person would get it.' })
  async previewMessage(
    @Ctx() ctx: Context,
    @Arg('input', () => PreviewMessageInput, { description: 'The message to preview.' })
    input: PreviewMessageInput,
  ) {
    const preview = await previewMessage(ctx, input);
    return { ...preview, problems: preview.problems.map((problem) => problemOf(ctx.locale, problem)) };
  }

  @Mutation(() => Message, { description: 'Creates a message.' })
  createMessage(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateMessageInput, { description: 'The message.' }) input: CreateMessageInput,
  ) {
    return createMessage(ctx, input);
  }

  @Mutation(() => Message, {
    description: 'Changes a message. Runs that were launched before keep the old content.',
  })
  updateMessage(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateMessageInput, { description: 'The changes.' }) input: UpdateMessageInput,
  ) {
    return updateMessage(ctx, { id, input });
  }

  @Mutation(() => ID, {
    description:
      'Deletes a message. It can be restored for a day. Fails with CONFLICT, which names the mailings, while mailings use it. Returns its id.',
  })
  deleteMessage(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteMessage(ctx, id);
  }

  @Mutation(() => Message, {
    description: 'Restores a message that was deleted within a day, with its versions and attachments.',
  })
  restoreMessage(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return restoreMessage(ctx, id);
  }

  @Query(() => MessageVersion, { nullable: true, description: 'What a message was before a change.' })
  messageVersion(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the version.' }) id: string,
  ) {
    return getMessageVersion(ctx, id);
  }

  @FieldResolver(() => VersionConnection, {
    description: 'What the message was before each of its latest changes, at most 50, newest first.',
  })
  versions(@Root() message: Message, @Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    return versionsOfMessage(ctx, { parent: message.id }, args);
  }

  @FieldResolver(() => [String], {
    complexity: 200,
    description: 'The placeholders that the subject and body use.',
  })
  variables(@Root() message: Message) {
    return rendering.variables(keyOf(message.owner.id), message);
  }

  @FieldResolver(() => [Problem], {
    complexity: 200,
    description: 'Problems of the templates: errors, unknown variables, empty parts.',
  })
  async problems(@Root() message: Message, @Ctx() ctx: Context) {
    const found = await rendering.problems(keyOf(message.owner.id), message);
    return found.map((problem) => problemOf(ctx.locale, problem));
  }

  @FieldResolver(() => String, {
    complexity: 10,
    description:
      'The first words of the body, as mailboxes show them beside the subject: plain text in one line, with placeholders, at most about 160 characters.',
  })
  snippet(@Root() message: Message, @Ctx() ctx: Context) {
    return snippetOf(ctx).load(message);
  }

  @FieldResolver(() => User, {
    description:
      'The owner of the message. Without the permission to see users, only id and fullName are available.',
  })
  owner(@Root() message: Message, @Ctx() ctx: Context) {
    return ownerAsSeen(ctx, message.owner);
  }

  @FieldResolver(() => EntityAccess, { description: 'What the viewer may do with it.' })
  viewerCan(@Root() message: Message, @Ctx() ctx: Context) {
    return accessOf(ctx.actor, message, 'message');
  }
}
