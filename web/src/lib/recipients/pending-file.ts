let pending: File | null = null;

/** Keeps a file that was dropped on one page for the page that imports it. */
export function keepPendingFile(file: File): void {
  pending = file;
}

/** Returns the kept file, once. */
export function takePendingFile(): File | null {
  const file = pending;
  pending = null;
  return file;
}
