/** Where to go after log-in: an address of this site only, never another's (`//evil`, `/\evil`, `/\t/evil`), as addresses are written. */
export function nextPath(params: Pick<URLSearchParams, 'get'>): string {
  const next = params.get('next') ?? '/';
  return /^\/(?![/\\])[!-~]*$/.test(next) ? next : '/';
}
