import { error } from '@sveltejs/kit';
import { noteContact, noteSilence } from '#lib/connection/connection.svelte.ts';
import { everything } from '#lib/graphql/freshness.ts';
import { m } from '#lib/paraglide/messages.js';
import { textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';
import { fetchMail, fetchMails } from './mail.ts';

/**
 * Mails are only for requests from this machine, so the browser itself must fetch them: behind a proxy the
 * server would fetch them from this machine for everybody.
 */
export const ssr = false;

interface Shown {
  mails: Awaited<ReturnType<typeof fetchMails>>;
  mail: Awaited<ReturnType<typeof fetchMail>>;
}

/** What this page showed last: it stays while the server is away. */
let last: { search: string; shown: Shown } | undefined;

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends('mailbox:mails', everything);
  const { searchParams, search } = url;
  const filter = { search: textOf(searchParams, 'q'), before: textOf(searchParams, 'before') };
  const id = textOf(searchParams, 'mail');
  const fetched = Promise.all([fetchMails(fetch, filter), id ? fetchMail(fetch, id) : null]);
  const shown = await fetched.then(
    ([mails, mail]) => {
      noteContact();
      last = { search, shown: { mails, mail } };
      return last.shown;
    },
    (failure: unknown) => {
      // What fetch throws if nobody answers.
      if (!(failure instanceof TypeError)) throw failure;
      noteSilence();
      return last?.search === search ? last.shown : error(503, m.error_network(), { code: 'NETWORK' });
    },
  );
  return { ...shown, chosenId: id, filter };
};
