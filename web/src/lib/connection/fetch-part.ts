import { nextContact, noteSilence } from './connection.svelte.ts';

/** A new version of Postline may no longer have the part. */
const MOST_TRIES = 3;

/**
 * Fetches a part of the client that is not in its page's own code. While the server is away, it waits and fetches it
 * when the server responds. Rejects if it is not to be had then either.
 */
export async function fetchPart<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await load();
    } catch (error) {
      if (tries >= MOST_TRIES) throw error;
      const contact = nextContact();
      noteSilence();
      await contact;
    }
  }
}
