import { type Context, loaderOf } from '../../context/context.ts';
import type { FileToAttach } from '../../platform/mime/attach-files.ts';
import { MessageAttachment } from './message-attachment.entity.ts';

/** The files of messages, in the order in which they were attached. */
export const attachmentsOfMessage = loaderOf<number, MessageAttachment[]>(async (ctx, ids) => {
  const found = await ctx.em.find(
    MessageAttachment,
    { message: { $in: [...ids] } },
    { orderBy: { id: 'asc' } },
  );
  const byMessage = Map.groupBy(found, ({ message }) => message.id);
  return ids.map((id) => byMessage.get(id) ?? []);
});

/** The files of a message with their bytes, for a mail. */
export const filesOfMessage = async (ctx: Context, messageId: number): Promise<FileToAttach[]> =>
  ctx.em.execute<FileToAttach[]>(
    `select name, type, bytes from message_attachment join attached_file using (hash)
     where message_id = ? order by id`,
    [messageId],
  );

/** The bytes that the files of a message add to each mail: base64 in lines, and a few hundred for headers. */
export async function attachedSize(ctx: Context, messageId: number): Promise<number> {
  const files = await attachmentsOfMessage(ctx).load(messageId);
  return files.reduce((sum, { size }) => sum + Math.ceil((size * 4) / 3) * (1 + 2 / 76) + HEADERS, 0);
}

const HEADERS = 250;
