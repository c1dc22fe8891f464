import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { fault, invalid } from '../../errors/domain-error.ts';
import { line, validated } from '../../input/validation.ts';
import { getMessage } from '../message.access.ts';
import { AttachedFile } from './attached-file.entity.ts';
import { MessageAttachment } from './message-attachment.entity.ts';

/** Every mail carries the files, so they are few and small. */
const MOST_ATTACHMENTS = 10;
export const MOST_ATTACHED_BYTES = 3_000_000;

interface GivenFile {
  messageId: string;
  name: string;
  type: string;
  bytes: Uint8Array;
}

const named = v.object({ name: line(100) });
/** Programs and scripts: mail services refuse every mail that carries one. */
const REFUSED =
  /\.(?:ade|adp|apk|appx|bat|cab|chm|cmd|com|cpl|dll|dmg|exe|hta|ins|isp|iso|jar|js|jse|lib|lnk|mde|msc|msi|msp|mst|nsh|pif|ps1|scr|sct|shb|sys|vb|vbe|vbs|vxd|wsc|wsf|wsh)$/i;

/**
 * Attaches a file to a message. Throws INVALID for a kind that mail services refuse, and when the message
 * would carry too many or too much.
 */
export async function attachFile(
  ctx: Context,
  { messageId, type, bytes, ...given }: GivenFile,
): Promise<MessageAttachment> {
  const { name } = validated(named, { name: given.name.split(/[\\/]/).at(-1) });
  if (bytes.length === 0) throw invalid([fault('ATTACHMENT_EMPTY', ['file'])]);
  if (REFUSED.test(name)) throw invalid([fault('ATTACHMENT_REFUSED', ['file'], { name })]);
  return ctx.em.transactional(async (em) => {
    // Locked, so that files that arrive at once count each other.
    const message = await getMessage(ctx, messageId, { can: mayWrite('change', 'message'), lock: true });
    await assertRoom(ctx, message.id, bytes.length);
    const hash = createHash('sha256').update(bytes).digest('hex');
    await em.execute(STORE, [hash, Buffer.from(bytes)]);
    return em.create(MessageAttachment, {
      message: message.id,
      file: em.getReference(AttachedFile, hash),
      name,
      type: mediaType(type),
      size: bytes.length,
    });
  });
}

// The update locks the row, so that no clean-up deletes it before it is in use.
const STORE = `insert into attached_file (hash, bytes) values (?, ?)
  on conflict (hash) do update set created_at = now()`;

async function assertRoom(ctx: Context, messageId: number, more: number): Promise<void> {
  const [used] = await ctx.em.execute<[{ count: number; size: number }]>(
    'select count(*)::int as count, coalesce(sum(size), 0)::int as size from message_attachment where message_id = ?',
    [messageId],
  );
  if (used.count >= MOST_ATTACHMENTS)
    throw invalid([fault('ATTACHMENTS_TOO_MANY', ['file'], { most: MOST_ATTACHMENTS })]);
  if (used.size + more > MOST_ATTACHED_BYTES)
    throw invalid([fault('ATTACHMENTS_TOO_LARGE', ['file'], { most: MOST_ATTACHED_BYTES / 1e6 })]);
}

/** Parts of other types would have to be encoded otherwise. */
function mediaType(given: string): string {
  const type = /^(?:application|audio|font|image|text|video)\/[\w.+-]{1,100}(?=\s*(?:;|$))/i.exec(given)?.[0];
  return type?.toLowerCase() ?? 'application/octet-stream';
}
