/** The part of the package that is used; it has no types of its own. */
declare module 'mjml' {
  interface Options {
    validationLevel: 'soft';
    ignoreIncludes: boolean;
    useMjmlConfigOptions: boolean;
    fonts: Record<string, string>;
  }
  export default function mjml2html(
    source: string,
    options: Options,
  ): Promise<{ html: string; errors: { line: number; message: string }[] }>;
}
