import { expect, test } from './journey.ts';
import { routes } from './routes.ts';

// The guide to the API is for everybody, the mailbox for everybody on this machine.
const PUBLIC = new Set(['(app)', '(app)/blog', '(app)/docs/api', '(app)/mailbox']);

test('a visitor is sent to log in from every page that is not for everybody, and back afterwards', async ({
  request,
}) => {
  const closed = routes.filter(
    (route) => route.startsWith('(app)') && !route.includes('[') && !PUBLIC.has(route),
  );
  expect(closed.length).toBeGreaterThan(20);
  for (const route of closed) {
    const path = `/${route.replace('(app)/', '')}/`;
    const response = await request.get(path, { maxRedirects: 0 });
    expect({ path, status: response.status(), to: response.headers().location }).toEqual({
      path,
      status: 303,
      to: `/login?next=${encodeURIComponent(path)}`,
    });
  }
});
