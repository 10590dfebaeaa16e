// Collects what the pages load into dist/, from where it is embedded in the program.
//
// Copies only what is used: KERN's style sheet, three cuts of its font, our own style, script and picture. Texts are
// stored compressed beside themselves, so that no server compresses them anew for every visitor.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const kern = join(here, 'node_modules', '@kern-ux', 'native');
const dist = join(here, 'dist');

const CUTS = ['Regular', 'Medium', 'SemiBold'];
const TEXTS = [
  [join(kern, 'dist', 'kern.min.css'), 'kern.css'],
  [join(here, 'own', 'site.css'), 'site.css'],
  [join(here, 'own', 'draft.js'), 'draft.js'],
  [join(here, 'own', 'suggestions.js'), 'suggestions.js'],
  [join(here, 'own', 'favicon.svg'), 'favicon.svg'],
  [join(here, 'own', 'notices.txt'), 'notices.txt'],
];

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
for (const [from, name] of TEXTS) {
  const bytes = readFileSync(from);
  // A style sheet that loads something of its own would break the promise that nothing else is requested.
  if (name.endsWith('.css') && /@import|url\(\s*["']?(?!data:|fira-sans-|["')])/.test(bytes.toString())) {
    throw new Error(`${from} refers to another file`);
  }
  writeFileSync(join(dist, name), bytes);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes, { params: quality }));
  writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
}
for (const cut of CUTS) {
  const from = join(kern, 'dist', 'fonts', 'fira-sans', `FiraSans-${cut}.woff2`);
  copyFileSync(from, join(dist, `fira-sans-${cut.toLowerCase()}.woff2`));
}
