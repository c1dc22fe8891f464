/** Whether each word that was typed begins a word of the label, or stands inside it; case and ё do not matter. */
export function matches(label: string, typed: string): boolean {
  const text = plain(label);
  return plain(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll('ё', 'е');
}
