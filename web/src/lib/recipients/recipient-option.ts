import type { Option } from '#lib/ui/option.ts';

/** A person in a list to choose from: by name, with the address below. */
export function recipientOption({
  id,
  email,
  fullName,
}: {
  id: string;
  email: string;
  fullName: string;
}): Option {
  return fullName ? { value: id, label: fullName, hint: email } : { value: id, label: email };
}
