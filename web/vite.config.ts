import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/** Plain routes of the API server that the pages call; everything else belongs to Kit. */
const apiRoutes = ['/graphql', '/mailbox/mails'];
const apiOrigin = `http://127.0.0.1:${process.env.API_PORT ?? 5001}`;

/**
 * Left to itself the bundler makes a hundred chunks of a few hundred bytes, each with a request's cost. Grouped by
 * who needs them: every page, the pages before log-in too, most pages, some pages. Kit's entry sets the payload before
 * its client is evaluated, so these three stay apart.
 */
const lazy = 'ui/(DialogBox|ConfirmBox|FloatingMenu)';
const chunks = [
  { name: 'start', test: /runtime\/client\/payload|vite\/preload-helper/, priority: 6 },
  {
    name: 'base',
    test: /node_modules\/(svelte|clsx|@urql|@0no-co|wonka)\/|paraglide\/(runtime|registry)/,
    priority: 5,
  },
  {
    name: 'client',
    test: /@sveltejs\/kit\/src\/(?!runtime\/client\/(entry|client-entry))|node_modules\/devalue/,
    priority: 4,
  },
  {
    name: 'first',
    test: /src\/lib\/(graphql|gql|locale|theme|url\/next-path|toast\/(say|toaster)|shell\/(Logo|ThemeButton|LanguageButton|PublicShell|ErrorPage|viewer|this-machine|is-cut-off)|forms\/(posting|password-rules)|schedule\/device-zone|ui\/(Button|IconButton|FieldFrame|Field|PasswordField|Notice|Postmark)\.svelte|paraglide\/messages\/(log_in|login_|register|mail_sent|link_|recovery_button))/,
    minShareCount: 2,
    priority: 3,
  },
  { name: 'common', test: new RegExp(`@lucide|src/lib/(?!${lazy})`), minShareCount: 10, priority: 2 },
  { name: 'often', test: new RegExp(`@lucide|src/lib/(?!${lazy})`), minShareCount: 2, priority: 1 },
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
          // React's libraries say "use client" in every file, which means nothing here.
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
      // The page is Kit's, what its button posts is the API's.
      '/unsubscribe': { target: apiOrigin, bypass: ({ method, url }) => (method === 'POST' ? null : url) },
    },
  },
});
