/** `bounces+tag@example.org` for `bounces@example.org`: the same mailbox, and a mark that comes back with the answers. */
export function plusAddress(address: string, tag: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`;
}
