import type { EntityManager } from '@mikro-orm/postgresql';
import slugify from 'slugify';
import type { Context } from '../context/context.ts';
import { forbidden } from '../errors/domain-error.ts';
import { validated } from '../input/validation.ts';
import { canAddPosts } from './blog-post.access.ts';
import { BlogPost } from './blog-post.entity.ts';
import type { CreateBlogPostInput } from './blog-post.inputs.ts';
import { newPost } from './blog-post.rules.ts';
import { renderMarkdown } from './markdown/render-markdown.ts';

/** Creates a post. Throws FORBIDDEN, and INVALID if its text takes too long to render. */
export async function createBlogPost(ctx: Context, input: CreateBlogPostInput): Promise<BlogPost> {
  if (!canAddPosts(ctx.actor)) throw forbidden();
  const { title, content, imageUrl = null, isPublished } = validated(newPost, input);
  const contentHtml = await renderMarkdown(`posts of ${ctx.actor.id}`, content);
  return ctx.em.transactional(async (em) => {
    // Serialises creation, because two posts with the same title would look for a free address at the same
    // time.
    await em.execute("select pg_advisory_xact_lock(hashtext('blog slugs'))");
    return em.create(BlogPost, {
      title,
      content,
      contentHtml,
      imageUrl: imageUrl ?? null,
      isPublished: isPublished ?? false,
      publishedAt: isPublished ? ctx.clock.now() : null,
      slug: await freeSlug(em, title),
    });
  });
}

/** Returns the title in characters for an address, with a number added if another post has that one. */
async function freeSlug(em: EntityManager, title: string): Promise<string> {
  const base =
    slugify.default(title, { lower: true, strict: true }).slice(0, 80).replace(/-+$/, '') || 'post';
  const rows = await em.execute<{ slug: string }[]>(
    'select slug from blog_post where slug = ? or slug like ?',
    [base, `${base}-%`],
  );
  // `create` is the address of the page for a new post.
  const taken = new Set(['create', ...rows.map(({ slug }) => slug)]);
  let slug = base;
  for (let number = 2; taken.has(slug); number++) slug = `${base}-${number}`;
  return slug;
}
