import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';

/** What a file chooser offers. */
export const IMAGE_FILES = 'image/jpeg,image/png,image/webp,image/gif';
/** The largest file that is accepted, in bytes. */
const MOST_IMAGE_BYTES = 10_000_000;

export interface StoredImage {
  url: string;
  width: number;
  height: number;
  size: number;
}

const stored = v.object({ url: v.string(), width: v.number(), height: v.number(), size: v.number() });
const problem = v.object({ message: v.string() });
const refused = v.object({
  errors: v.array(v.object({ extensions: v.object({ problems: v.array(problem) }) })),
});

/** Stores an image. Returns it as it was encoded, or the sentence that says why it was refused. */
export async function uploadMailImage(file: Blob): Promise<{ image: StoredImage } | { failure: string }> {
  if (file.size > MOST_IMAGE_BYTES) return { failure: m.image_too_large() };
  try {
    const response = await fetch('/mail-images', { method: 'POST', body: file });
    if (response.status === 413) return { failure: m.image_too_large() };
    const answer: unknown = await response.json();
    if (response.ok) return { image: v.parse(stored, answer) };
    const { success, output } = v.safeParse(refused, answer);
    return { failure: (success && output.errors[0]?.extensions.problems[0]?.message) || m.image_refused() };
  } catch {
    return { failure: m.image_refused() };
  }
}

/** Returns the first image among pasted or dropped files. */
export const imageIn = (transfer: DataTransfer | null): File | null =>
  Array.from(transfer?.files ?? []).find(({ type }) => IMAGE_FILES.split(',').includes(type)) ?? null;
