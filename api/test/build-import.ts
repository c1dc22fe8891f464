import type { User } from '../src/accounts/user.entity.ts';
import { createImport } from '../src/recipients/import/create-import.ts';
import { RecipientImport } from '../src/recipients/import/recipient-import.entity.ts';
import { storeUpload } from '../src/recipients/import/uploads/store-upload.ts';
import { testApp } from './database.ts';

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

/** Creates an upload of a user, ready to be imported; returns its number. */
export async function buildUpload(owner: User, text = 'email\na@example.com\n'): Promise<string> {
  const ctx = (await testApp()).asSystem();
  const file = { fileName: 'people.csv', bytes: bytesOf(text), ownerId: owner.id };
  return String((await storeUpload(ctx, file)).id);
}

/** Creates an import of a user that nobody has worked on, with the given values; returns its number. */
export async function buildImport(owner: User, given: Partial<RecipientImport> = {}): Promise<string> {
  const ctx = (await testApp()).asSystem();
  const uploadId = await buildUpload(owner);
  const { id } = await createImport(ctx, { uploadId, columns: [], onConflict: 'UPDATE' });
  const ended = { status: 'COMPLETED', batchCount: 1, finishedAt: new Date(), ...given } as const;
  await ctx.em.fork().nativeUpdate(RecipientImport, { id }, ended);
  return String(id);
}
