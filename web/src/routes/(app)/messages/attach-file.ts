import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';

const MOST_BYTES = 3_000_000;

/** How much a mail grows by files of this many bytes: base64 in lines of 76 characters. */
export const growthOf = (bytes: number): number => Math.ceil(((bytes * 4) / 3) * (78 / 76));

const problem = v.object({ message: v.string() });
const refused = v.object({
  errors: v.array(v.object({ extensions: v.object({ problems: v.array(problem) }) })),
});

/** Attaches a file to a message. Returns the sentence that says why it was refused, or undefined. */
export async function attachFile(messageId: string, file: File): Promise<string | undefined> {
  if (file.size > MOST_BYTES) return m.attachments_too_large();
  const query = new URLSearchParams({ name: file.name }).toString();
  const headers = { 'content-type': file.type || 'application/octet-stream' };
  try {
    const response = await fetch(`/messages/${messageId}/attachments?${query}`, {
      method: 'POST',
      body: file,
      headers,
    });
    if (response.ok) return undefined;
    const { success, output } = v.safeParse(refused, await response.json());
    return (success && output.errors[0]?.extensions.problems[0]?.message) || m.attachments_refused();
  } catch {
    return m.attachments_refused();
  }
}
