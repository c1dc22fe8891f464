import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/** Plain routes of the API server that the pages call; everything else belongs to Kit. */
const apiRoutes = ['/graphql', '/mailbox/mails'];
const apiOrigin = `http://127.0.0.1:${process.env.API_PORT ?? 5001}`;

/**
 * By default the bundler makes a hundred chunks of a few hundred bytes, each with the cost of a request.
 * Grouped by the pages that need them: every page, also those before log-in, most pages, some pages, and by folder
 * what few pages share. A group takes along whatever its modules import: what is fetched when it is used, above all
 * the editor with its libraries, is in none. Kit's entry sets the payload before its client is evaluated, so these
 * three stay apart.
 */
const light =
  'variables|placeholder|subject-words|theme-of|address-rule|mail/(escape|theme|tokens|write-inline|write-mail)';
const lazy = `ui/(DialogBox|ConfirmBox|FloatingMenu)|editor/(?!(${light})\\.)`;
const ours = new RegExp(`@lucide|src/lib/(?!${lazy})`);
const folderOf = (id: string) => /src\/lib\/(?!paraglide)(\w+)/.exec(id)?.[1] ?? 'texts';

/** The texts of pages that are read before log-in, which must not wait for those of the others. */
const publicTexts = new Set(
  globSync('src/routes/{(auth),unsubscribe}/**/*.svelte', { cwd: import.meta.dirname }).flatMap((file) =>
    [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/\bm\.(\w+)/g)].map(([, key]) => key),
  ),
);
const isPublicText = (id: string) =>
  id.includes('paraglide/messages/') && publicTexts.has(basename(id, '.js'));
const first =
  /src\/lib\/(graphql|gql|keys\/single-keys|locale|theme|url\/next-path|toast\/(notify|toaster)|shell\/(mailbox|Logo|ThemeButton|LanguageButton|PublicShell|ErrorPage|viewer|this-machine|is-cut-off)|forms\/(posting|password-rules)|schedule\/device-zone|ui\/(Button|IconButton|FieldFrame|Field|PasswordField|Radio|Notice|Postmark)\.svelte)/;
const chunks = [
  { name: 'start', test: /runtime\/client\/payload|vite\/preload-helper/, priority: 7 },
  {
    name: 'base',
    test: /node_modules\/(svelte|clsx|@urql|@0no-co|wonka)\/|paraglide\/(runtime|registry)/,
    priority: 6,
  },
  {
    name: 'client',
    test: /@sveltejs\/kit\/src\/(?!runtime\/client\/(entry|client-entry))|node_modules\/devalue/,
    priority: 5,
  },
  {
    name: 'first',
    test: (id: string) => first.test(id) || isPublicText(id),
    minShareCount: 2,
    priority: 4,
  },
  {
    name: 'dates',
    test: /@internationalized\/date|src\/lib\/schedule\/(zoned-time|presets)/,
    minShareCount: 2,
    priority: 4,
  },
  { name: 'common', test: ours, minShareCount: 10, priority: 3 },
  { name: 'often', test: ours, minShareCount: 5, priority: 2 },
  { name: (id: string) => `few-${folderOf(id)}`, test: ours, minShareCount: 2, priority: 1 },
];

export default defineConfig({
  plugins: [
    tailwindcss(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
      cookieName: 'locale',
      emitTsDeclarations: true,
    }),
    sveltekit({
      adapter: adapter({ out: 'build' }),
      compilerOptions: {
        runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
      },
      paths: { relative: false },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // bits-ui and Svelte's style: directives write style attributes into the server's HTML.
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'frame-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          // React's libraries say "use client" in every file, which has no meaning here.
          onLog: (level, log, handle) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log),
          output: {
            codeSplitting: { groups: chunks },
          },
        },
      },
    },
  },
  server: {
    port: Number(process.env.PORT ?? 5000),
    strictPort: true,
    proxy: {
      ...Object.fromEntries(apiRoutes.map((route) => [route, { target: apiOrigin }])),
      // The page is Kit's, but its form posts to the API.
      '/unsubscribe': { target: apiOrigin, bypass: ({ method, url }) => (method === 'POST' ? null : url) },
    },
  },
});
