import { error, redirect } from '@sveltejs/kit';
import { RecipientImportDocument, UploadDocument } from '#lib/gql/graphql.ts';
import { loginPath } from '#lib/graphql/errors.ts';
import { query } from '#lib/graphql/query.ts';
import { m } from '#lib/paraglide/messages.js';
import { textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  if (!viewer) redirect(303, loginPath(event.url));
  const { searchParams } = event.url;
  const [importId, uploadId] = [textOf(searchParams, 'import'), textOf(searchParams, 'upload')];
  if (importId) {
    const { recipientImport } = await query(event, {
      document: RecipientImportDocument,
      variables: { id: importId },
    });
    if (!recipientImport) error(404, m.error_not_found());
    return { started: recipientImport, upload: null };
  }
  if (uploadId) {
    const { upload } = await query(event, { document: UploadDocument, variables: { id: uploadId } });
    if (!upload) error(404, m.error_not_found());
    return { started: null, upload };
  }
  return { started: null, upload: null };
};
