import type { MailFont, MailLayoutFragment } from '#lib/gql/graphql.ts';
import { type MailTheme, usualTheme } from './mail/theme.ts';

/** The fonts of mails, each with those that other systems have instead. */
export const fonts: Record<MailFont, string> = {
  SANS: usualTheme.font,
  SERIF: "Georgia, 'Times New Roman', serif",
  HUMANIST: 'Verdana, Tahoma, sans-serif',
  ROUND: "'Trebuchet MS', Helvetica, sans-serif",
  MONO: "'Courier New', Courier, monospace",
};

/** The look that somebody has chosen, as the editor writes it. */
export const themeOf = ({
  accent,
  ground,
  font,
  logoUrl,
  logoAlt,
  logoWidth,
}: MailLayoutFragment): MailTheme => ({
  ...usualTheme,
  accent,
  ground,
  font: fonts[font],
  ...(logoUrl && { logo: { src: logoUrl, alt: logoAlt, width: logoWidth } }),
});
