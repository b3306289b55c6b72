import axe from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { boardOf } from '../../ts/core/board/board.ts';
import { boardFiles, type BoardFile } from '../../ts/core/board/render/page.ts';
import { eventfulBoard } from '../../ts/core/board/testing/eventful.ts';
import { longLedger } from '../../ts/core/board/testing/long-ledger.ts';
import { chromium, ensureChromium } from '../../ts/tools/test/chromium.ts';
import { policy, serve, stricter } from './jenkins.ts';

/** The board as people meet it: in Chromium, under the header that Jenkins sends. */
const widths = [390, 1440] as const;
const schemes = ['light', 'dark'] as const;
const eventful = boardFiles(eventfulBoard());
const years = boardFiles(
  boardOf({ ...longLedger({ environments: 12, services: 30, records: 900 }), live: null, days: 90 }),
);

let browser: Browser;
beforeAll(async () => {
  const executablePath = chromium();
  if (executablePath === undefined) throw new Error(ensureChromium({ PATH: process.env['PATH'] }));
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await puppeteer.launch({ executablePath, args });
}, 60_000);
afterAll(() => browser.close());

interface Opened {
  readonly page: Page;
  /** What the browser refused, could not load or complained of. */
  readonly complaints: readonly string[];
}

async function looking<T>(
  files: readonly BoardFile[],
  {
    width = 1440,
    scheme = 'light' as (typeof schemes)[number],
    csp = policy,
    media = 'screen',
    bypass = false,
  },
  look: (opened: Opened) => Promise<T>,
): Promise<T> {
  const server = await serve(files, csp);
  const page = await browser.newPage();
  try {
    const complaints: string[] = [];
    const session = await page.createCDPSession();
    await session.send('Audits.enable');
    session.on('Audits.issueAdded', ({ issue }) => {
      if (issue.code === 'ContentSecurityPolicyIssue') complaints.push(JSON.stringify(issue.details));
    });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('requestfailed', (request) => {
      if (!request.url().endsWith('/favicon.ico')) complaints.push(request.url());
    });
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    });
    await page.setBypassCSP(bypass);
    await page.setViewport({ width, height: 900 });
    // Both at once: Puppeteer's own two functions undo each other.
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await session.send('Emulation.setEmulatedMedia', { media, features });
    await page.goto(server.url, { waitUntil: 'load' });
    return await look({ page, complaints });
  } finally {
    await page.close();
    server.close();
  }
}

/** What the page answers to an expression; the debugger asks, which the page's policy does not bind. */
function ask<T>(page: Page, expression: string): Promise<T> {
  return page.evaluate(expression) as Promise<T>;
}

/** Folded or not, all of it. */
function unfold(page: Page): Promise<unknown> {
  return ask(page, `for (const details of document.querySelectorAll('details')) details.open = true`);
}

const widthOfPage = 'document.documentElement.scrollWidth';
const heightOf = (selector: string) =>
  `document.querySelector('${selector}')?.getBoundingClientRect().height ?? 0`;

test.each([policy, stricter])('shows its style and its drawings under “%s”, and nothing is refused', (csp) =>
  looking(eventful, { csp }, async ({ page, complaints }) => {
    expect(complaints).toEqual([]);
    expect(await ask(page, `getComputedStyle(document.querySelector('.cards')).display`)).toBe('grid');
    const drawn = await ask<boolean[]>(
      page,
      '[...document.images].map((image) => image.complete && image.naturalWidth > 0)',
    );
    expect(drawn.length).toBeGreaterThan(3);
    expect(new Set(drawn)).toEqual(new Set([true]));
  }),
);

test.each([
  ['a style in the page', '<p style="color: red">red</p>'],
  ['a script', '<script>document.title = "pwned"</script>'],
  ['a picture from elsewhere', '<img src="http://127.0.0.2:1/x.png" alt="x">'],
])('would see that %s is refused', (_, markup) => {
  const spoilt = eventful.map((file) => ({ ...file, text: file.text.replace('<h1>', `${markup}<h1>`) }));
  return looking(spoilt, {}, ({ complaints }) => {
    expect(complaints).not.toEqual([]);
    return Promise.resolve();
  });
});

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe.each(widths)('at %d px', (width) => {
  test.each(schemes)('passes axe, %s', (scheme) =>
    // Axe waits on timers, which do not run in a page that may have no scripts; what the policy refuses is asked above.
    looking(eventful, { width, scheme, bypass: true }, async ({ page }) => {
      await unfold(page);
      await page.evaluate(axe.source);
      const { violations, passes } = await ask<Record<'violations' | 'passes', Found[]>>(page, 'axe.run()');
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'image-alt']));
    }),
  );

  test.each([
    ['in which everything happened', eventful],
    ['of years', years],
  ])('is not wider than the screen: the board %s', (_, files) =>
    looking(files, { width }, async ({ page }) => {
      await unfold(page);
      expect(await ask(page, widthOfPage)).toBe(width);
    }),
  );

  test('shows what waits, what holds it, what drifts and what failed', () =>
    looking(eventful, { width }, async ({ page }) => {
      await unfold(page);
      const text = await ask<string>(page, 'document.body.innerText');
      const missing = [
        'beta does not run what was recorded: checkout',
        'runs 123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/checkout:hotfix-by-hand',
        'sandbox could not be looked at: Cannot act as arn:aws:iam',
        'sandbox has a promotion of',
        'live is stopped by priya since 15 Nov 00:00: the bank changes its certificates',
        'qa runs a release whose verification was taken back',
        'staging is frozen until Tue 2026-11-17 08:00 Australia/Melbourne (long-weekend: the Melbourne Cup)',
        'Ready to be promoted',
        'failed there 13 Nov 03:00',
        'held: the line is stopped',
        'held: it has to soak',
        'may come',
        'rolled back',
        '<img src=x onerror=alert(1)> & "quotes" turned around',
        'إصلاح تقريب ضريبة السلع',
        'time to restore',
      ].filter((words) => !text.includes(words));
      expect(missing).toEqual([]);
    }));
});

test('says what is wrong before what only waits, and the table of builds is no wider than its columns', () =>
  looking(eventful, {}, async ({ page }) => {
    const weights = await ask<string[]>(
      page,
      `[...document.querySelectorAll('.look li')].map((one) => one.className)`,
    );
    expect(weights).toEqual(['bad', 'bad', 'bad', 'odd', 'odd', 'odd', 'odd']);
    const [bad, odd] = await ask<string[]>(
      page,
      `['.look .bad', '.look .odd'].map((one) => getComputedStyle(document.querySelector(one)).borderLeftColor)`,
    );
    expect(bad).not.toBe(odd);
    const wide = await ask<number>(page, `document.querySelector('.matrix').getBoundingClientRect().width`);
    expect(wide).toBeLessThan(900);
  }));

test('shows the table of builds where there is room for it and on paper', async () => {
  const tall = (page: Page) => ask<number>(page, heightOf('.wide'));
  expect(await looking(eventful, { width: 390 }, ({ page }) => tall(page))).toBe(0);
  expect(await looking(eventful, { width: 1440 }, ({ page }) => tall(page))).toBeGreaterThan(100);
  expect(await looking(eventful, { width: 390, media: 'print' }, ({ page }) => tall(page))).toBeGreaterThan(
    100,
  );
});

test('on paper it is dark on white, with the histories unfolded', () =>
  looking(eventful, { scheme: 'dark', media: 'print' }, async ({ page }) => {
    expect(await ask(page, 'getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await ask(page, heightOf('details li'))).toBeGreaterThan(10);
  }));
