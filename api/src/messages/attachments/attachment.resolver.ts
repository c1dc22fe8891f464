import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { Message } from '../message.entity.ts';
import { attachmentsOfMessage } from './attachments-of-message.ts';
import { detachFile } from './detach-file.ts';
import { MessageAttachment } from './message-attachment.entity.ts';

@Resolver(() => Message)
export class AttachmentResolver {
  @FieldResolver(() => [MessageAttachment], {
    complexity: 10,
    description:
      'The files that every mail carries, at most ten. `POST /messages/<id>/attachments?name=…` attaches one.',
  })
  attachments(@Root() message: Message, @Ctx() ctx: Context) {
    return attachmentsOfMessage(ctx).load(message.id);
  }

  @Mutation(() => ID, {
    description: 'Removes a file from its message. Runs that were launched before keep it. Returns its id.',
  })
  deleteMessageAttachment(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'The id of the attachment.' }) id: string,
  ) {
    return detachFile(ctx, id);
  }
}
