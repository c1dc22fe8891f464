import type { Context } from '../../context/context.ts';

/** Lets a message carry the files of another one too; their bytes are stored once. */
export async function copyAttachments(
  ctx: Context,
  { from, to }: { from: number; to: number },
): Promise<void> {
  await ctx.em.execute(
    `insert into message_attachment (message_id, hash, name, type, size)
     select ?, hash, name, type, size from message_attachment where message_id = ? order by id`,
    [to, from],
  );
}
