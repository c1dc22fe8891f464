import { loaderOf } from '../../context/context.ts';
import { MailServer } from './mail-server.entity.ts';

/** The labels of mail servers by number; null for one that is not known. */
export const serverLabel = loaderOf<number, string | null>(async (ctx, ids) => {
  const found = await ctx.em.find(MailServer, [...new Set(ids)]);
  const labels = new Map(found.map(({ id, label }) => [id, label]));
  return ids.map((id) => labels.get(id) ?? null);
});
