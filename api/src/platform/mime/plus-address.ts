/**
 * Returns `bounces+tag@example.org` for `bounces@example.org`: the same mailbox, with a tag that comes back
 * with replies.
 */
export function plusAddress(address: string, tag: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`;
}
