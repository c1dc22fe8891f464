import { hasSources } from '../api/bin/source-stamp.mjs';
import { withToolchainLock } from '../api/bin/toolchain-lock.mjs';
import { buildApi, buildWeb } from './steps.mjs';

// build.mjs [api] [web]: both if none is named. The launcher, which holds the toolchain's lock already,
// passes --from-launcher and only wants output of failures.
const args = process.argv.slice(2);
const fromLauncher = args.includes('--from-launcher');
const chosen = args.filter((arg) => arg !== '--from-launcher');
const builders = { api: buildApi, web: buildWeb };

if (fromLauncher) await build();
else await withToolchainLock(build);

async function build() {
  for (const part of chosen.length > 0 ? chosen : Object.keys(builders)) {
    if (!hasSources(part)) {
      console.error(`There is nothing to build of ${part}`);
      continue;
    }
    const code = await builders[part]({ quiet: fromLauncher });
    if (code === 0) continue;
    console.error(`Building ${part} failed (exit ${code})`);
    process.exit(code);
  }
}
