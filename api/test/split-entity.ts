/** A header field, unfolded. */
export interface HeaderField {
  /** In small letters. */
  name: string;
  value: string;
}

/** Splits a mail, or a part of it, into its header and its body. */
export function splitEntity(raw: string): { fields: HeaderField[]; body: string; faults: string[] } {
  const end = raw.startsWith('\r\n') ? 0 : raw.indexOf('\r\n\r\n') + 2;
  if (end === 1) return { fields: [], body: '', faults: ['no end of the header'] };
  const lines = raw.slice(0, end).split('\r\n').slice(0, -1);
  const faults = lines.flatMap((line) => faultsOfLine(line));
  const fields = raw
    .slice(0, Math.max(0, end - 2))
    .split(/\r\n(?![ \t])/)
    .filter(Boolean)
    .map((field) => {
      const [, name = '', value = ''] = /^([!-9;-~]+):(?: |\r\n )(.*)$/s.exec(field) ?? [];
      if (name === '') faults.push(`no header field: ${field.slice(0, 80)}`);
      return { name: name.toLowerCase(), value: value.replaceAll('\r\n', '') };
    });
  return { fields, body: raw.slice(end + 2), faults };
}

/** A line of a header is short, unless it is one word that cannot be folded; and none is blank. */
function faultsOfLine(line: string): string[] {
  const isFoldable = /\S[ \t]+\S/.test(line.replace(/^[!-9;-~]+: /, ''));
  return [
    ...(line.trim() === '' ? ['a blank line in a header'] : []),
    ...(line.length > 78 && isFoldable ? [`a long line in a header: ${line}`] : []),
  ];
}

/** Whether bytes are text in UTF-8 from their first to their last. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
