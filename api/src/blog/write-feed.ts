import { Feed } from 'feed';
import type { Context } from '../context/context.ts';
import { BlogPost } from './blog-post.entity.ts';

const NEWEST = 20;

/** Returns the newest published posts as RSS 2.0, cached for five minutes or until a post changes. */
export function writeFeed(ctx: Context): Promise<string> {
  return ctx.cache.get('feed', { seconds: 300, tags: ['posts'] }, async () => {
    const posts = await ctx.em.find(
      BlogPost,
      { isPublished: true },
      { orderBy: { publishedAt: 'desc', id: 'desc' }, limit: NEWEST },
    );
    const home = `${ctx.baseUrl}/blog/`;
    const feed = new Feed({
      title: 'Postline',
      id: home,
      link: home,
      copyright: '',
      generator: 'Postline',
      ...(posts[0]?.publishedAt && { updated: posts[0].publishedAt }),
      feedLinks: { rss: `${home}feed.xml` },
    });
    for (const post of posts) {
      const link = `${home}${post.slug}/`;
      // Feed readers do not resolve relative paths.
      const content = post.contentHtml.replaceAll('src="/images/', `src="${ctx.baseUrl}/images/`);
      feed.addItem({ title: post.title, id: link, link, date: post.publishedAt!, content });
    }
    return feed.rss2();
  });
}
