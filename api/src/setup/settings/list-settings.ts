import type { ListedSetting } from '../../context/listed-setting.ts';
import { isSecretKey, settingDefaults, type Config } from '../../config.ts';

/** They are for tests, the system and the first start. */
const left = new Set(['LANG', 'NODE_ENV', 'POSTLINE_WEB']);
const MASK = '•••';

/** The settings that a process runs with, in the order of `.env.example`. */
export function listSettings({ environment }: Config): ListedSetting[] {
  return Object.entries(settingDefaults)
    .filter(([key]) => !left.has(key))
    .map(([key, standard]) => {
      const given = environment[key];
      const isSecret = isSecretKey(key);
      const value = given === undefined ? standard || null : shown(key, given);
      return { key, value, isSecret, isSet: given !== undefined };
    });
}

/** A value without passwords: of a URL only the login and the password are masked. */
function shown(key: string, given: string): string | null {
  if (!isSecretKey(key)) return given;
  const url = key.endsWith('_URL') ? URL.parse(given) : null;
  if (!url) return null;
  // Parameters may contain a password as well.
  for (const name of url.searchParams.keys()) {
    if (/pass|secret|key|token/i.test(name)) url.searchParams.set(name, MASK);
  }
  if (url.username || url.password) Object.assign(url, { username: MASK, password: '' });
  return decodeURI(url.href);
}
