/** The groups that Postline puts people into by itself: they keep their names and cannot be deleted. */
export function isBuiltIn({ name }: { name: string }): boolean {
  return name === 'Users' || name === 'Managers';
}
