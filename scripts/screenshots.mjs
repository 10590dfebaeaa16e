// The pictures of docs/images, one line each. Run through scripts/screenshots, which starts a server.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../tests/browser/package.json', import.meta.url));
const { chromium } = require('playwright-core');

const pictures = [
  { file: 'start.png', path: '/' },
];

const browser = await chromium.launch({
  executablePath: process.env.BLAUPAUSE_BROWSER,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
try {
  const page = await browser.newPage({ locale: 'de-DE', viewport: { width: 1200, height: 800 } });
  for (const { file, path } of pictures) {
    const answer = await page.goto(process.env.BASE_URL + path, { waitUntil: 'networkidle' });
    if (!answer.ok()) throw new Error(`${path} answers ${answer.status()}`);
    // A picture with the fallback font would show something that nobody sees.
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: new URL(`../docs/images/${file}`, import.meta.url).pathname });
    console.log(`docs/images/${file}`);
  }
} finally {
  await browser.close();
}
