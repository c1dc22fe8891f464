/**
 * Returns where to go after log-in: a path of this site, never another site (`//evil`, `/\evil`, `/\t/evil`),
 * in normalised form.
 */
export function nextPath(params: Pick<URLSearchParams, 'get'>): string {
  const next = params.get('next') ?? '/';
  return /^\/(?![/\\])[!-~]*$/.test(next) ? next : '/';
}
