import { textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';
import { fetchMail, fetchMails } from './mail.ts';

/**
 * Mails are only for requests from this machine, so the browser itself must fetch them: behind a proxy the
 * server would fetch them from this machine for everybody.
 */
export const ssr = false;

export const load: PageLoad = async ({ fetch, url, depends }) => {
  depends('mailbox:mails');
  const { searchParams } = url;
  const filter = { search: textOf(searchParams, 'q'), before: textOf(searchParams, 'before') };
  const id = textOf(searchParams, 'mail');
  const [page, mail] = await Promise.all([fetchMails(fetch, filter), id ? fetchMail(fetch, id) : null]);
  return { mails: page, mail, chosenId: id, filter };
};
