/** The look of a mail that was written in the editor. Colours are CSS colours; `width` is in pixels. */
export interface MailTheme {
  accent: string;
  text: string;
  ground: string;
  font: string;
  width: number;
  /** Above the text. */
  logo?: { src: string; alt: string; width: number };
}

export const usualTheme: MailTheme = {
  accent: '#2447d8',
  text: '#1c2333',
  ground: '#f6f5f1',
  font: 'Arial, Helvetica, sans-serif',
  width: 600,
};
