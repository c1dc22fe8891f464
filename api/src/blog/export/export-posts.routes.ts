import { assertScope } from '../../access/assert-scope.ts';
import { csvAnswer } from '../../http/csv-answer.ts';
import type { Route } from '../../http/route.ts';
import { exportPosts } from './export-posts.ts';

/** The posts of the blog as a CSV file. */
export const exportPostsRoutes: Route[] = [
  {
    method: 'get',
    path: '/export/posts.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      return csvAnswer(ctx, exportPosts(ctx), query);
    },
  },
];
