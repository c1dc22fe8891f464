import { m } from '#lib/paraglide/messages.js';

export const MOST_BYTES = 200 * 1024 * 1024;

type UploadOutcome = { id: string; failure?: undefined } | { id?: undefined; failure: string | undefined };

let latest: { id: string; file: File } | undefined;

/**
 * The file of an upload, as long as the page lives: another sheet can be sent without choosing the file
 * again.
 */
export const fileOf = (uploadId: string): File | undefined =>
  latest?.id === uploadId ? latest.file : undefined;

/**
 * Sends a file to the server, or one sheet of a workbook. Not with fetch, which reports no progress, while
 * this may take minutes.
 */
export function upload(file: File, onprogress: (share: number) => void, part = '') {
  if (file.size > MOST_BYTES) {
    const failure = m.import_too_large();
    return { outcome: Promise.resolve<UploadOutcome>({ failure }), abort: () => {} };
  }
  const request = new XMLHttpRequest();
  const outcome = new Promise<UploadOutcome>((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onprogress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('load', () => {
      const sent = outcomeOf(request);
      if (sent.id) latest = { id: sent.id, file };
      resolve(sent);
    });
    request.addEventListener('error', () => resolve({ failure: m.error_network() }));
    request.addEventListener('abort', () => resolve({ failure: undefined }));
  });
  request.open('POST', `/uploads?${new URLSearchParams({ name: file.name, part }).toString()}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.send(file);
  return { outcome, abort: () => request.abort() };
}

interface Refusal {
  message: string;
  extensions?: { problems?: { message: string }[] };
}

interface Answer {
  uploadId?: string;
  errors?: Refusal[];
}

function outcomeOf({ responseText }: XMLHttpRequest): UploadOutcome {
  try {
    const { uploadId, errors } = JSON.parse(responseText) as Answer;
    return uploadId ? { id: uploadId } : { failure: failureOf(errors?.[0]) };
  } catch {
    return { failure: m.error_internal() };
  }
}

function failureOf(refusal: Refusal | undefined): string {
  const problems = refusal?.extensions?.problems ?? [];
  if (problems.length > 0) return problems.map(({ message }) => message).join(' ');
  return refusal?.message ?? m.error_internal();
}
