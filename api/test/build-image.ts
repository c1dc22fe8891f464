import { createHash, randomBytes } from 'node:crypto';
import type { User } from '../src/accounts/user.entity.ts';
import { MailImage } from '../src/messages/images/mail-image.entity.ts';
import { testApp } from './database.ts';

/** An image for mails that nobody has looked at: its bytes are random. */
export async function buildImage(owner: User): Promise<MailImage> {
  const { orm } = await testApp();
  const bytes = randomBytes(100);
  const hash = createHash('sha256').update(bytes).digest('hex');
  return orm.em
    .fork()
    .transactional(async (tx) =>
      tx.create(MailImage, { owner: owner.id, hash, bytes, type: 'PNG', width: 10, height: 10, size: 100 }),
    );
}
