import { m } from '#lib/paraglide/messages.js';

const builtIn: Record<string, () => string> = {
  Users: m.group_built_in_users,
  Managers: m.group_built_in_managers,
};

/** The name of a group; that of a built-in one, which everybody knows it by in commands, is translated. */
export const groupName = ({ name }: { name: string }): string => builtIn[name]?.() ?? name;
