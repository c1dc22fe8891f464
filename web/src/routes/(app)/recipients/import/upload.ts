import { m } from '#lib/paraglide/messages.js';

export const MOST_BYTES = 200 * 1024 * 1024;

export type UploadOutcome =
  | { id: string; failure?: undefined }
  | { id?: undefined; failure: string | undefined };

/** Sends a file to the server. Fetch tells nothing of how far it has come, and this may take minutes. */
export function upload(file: File, onprogress: (share: number) => void) {
  if (file.size > MOST_BYTES) {
    const failure = m.import_too_large();
    return { outcome: Promise.resolve<UploadOutcome>({ failure }), abort: () => {} };
  }
  const request = new XMLHttpRequest();
  const outcome = new Promise<UploadOutcome>((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onprogress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('load', () => resolve(outcomeOf(request)));
    request.addEventListener('error', () => resolve({ failure: m.error_network() }));
    request.addEventListener('abort', () => resolve({ failure: undefined }));
  });
  request.open('POST', `/uploads?name=${encodeURIComponent(file.name)}`);
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
