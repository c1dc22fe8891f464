/** Whether Postline itself puts people into the group: such groups keep their names and cannot be deleted. */
export function isBuiltIn({ name }: { name: string }): boolean {
  return name === 'Users' || name === 'Managers';
}
