import * as v from 'valibot';
import { filledRule } from '#lib/forms/rules.ts';
import { m } from '#lib/paraglide/messages.js';

export type PostValues = { title: string; content: string; imageUrl: string | null; isPublished: boolean };

export const emptyPost = (): PostValues => ({ title: '', content: '', imageUrl: null, isPublished: false });

export function postSchema() {
  return v.object({
    title: filledRule(m.blog_title_required()),
    content: v.pipe(v.string(), v.nonEmpty(m.blog_content_required())),
    imageUrl: v.nullable(v.string()),
    isPublished: v.boolean(),
  });
}

/** Stores a picture. Returns its path, or the sentence that says why it was refused. */
export async function uploadImage(file: Blob): Promise<{ url: string } | { failure: string }> {
  try {
    const response = await fetch('/images', { method: 'POST', body: file });
    const answer: unknown = await response.json();
    if (response.ok && typeof answer === 'object' && answer && 'url' in answer)
      return { url: String(answer.url) };
    return { failure: response.status === 413 ? m.blog_image_too_large() : m.blog_image_refused() };
  } catch {
    return { failure: m.blog_image_refused() };
  }
}
