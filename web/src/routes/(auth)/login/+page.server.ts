import { fail, redirect } from '@sveltejs/kit';
import { LogInDocument, type LogInMutation } from '#lib/gql/graphql.ts';
import { fieldOf, formOf } from '#lib/forms/posted.ts';
import { createClient } from '#lib/graphql/client.ts';
import { codeOf, sentenceOf } from '#lib/graphql/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { cookieMaxAge, cookieName } from '#lib/paraglide/runtime.js';
import { nextPath } from '#lib/url/next-path.ts';
import type { Actions, RequestEvent } from './$types.js';

export const actions: Actions = {
  /** Logs in with and without JavaScript; the session's cookie comes with the API's response. */
  default: async (event) => {
    const form = await formOf(event.request);
    const email = fieldOf(form, 'email').trim();
    const password = fieldOf(form, 'password');
    if (!email || !password) return fail(400, { email, message: m.login_missing() });
    const { data, error } = await createClient(event.fetch).mutation(LogInDocument, {
      input: { email, password },
    });
    if (!data) {
      return fail(statusOf(codeOf(error)), { email, message: sentenceOf(error) });
    }
    rememberLocale(event, data);
    redirect(303, nextPath(event.url.searchParams));
  },
};

function statusOf(code: string): number {
  if (code === 'NETWORK') return 503;
  return code === 'RATE_LIMITED' ? 429 : 401;
}

function rememberLocale({ cookies }: RequestEvent, { login }: LogInMutation): void {
  cookies.set(cookieName, login.locale.toLowerCase(), {
    maxAge: cookieMaxAge,
    httpOnly: false,
    secure: false,
    sameSite: 'lax',
  });
}
