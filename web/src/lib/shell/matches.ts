/** Whether each typed word is contained in the label, ignoring case and the dots of ё. */
export function matches(label: string, typed: string): boolean {
  const text = plain(label);
  return plain(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll('ё', 'е');
}
