import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { runCommand } from './workbench.ts';

export const THEMES = ['dark', 'light', 'high contrast'] as const;

/**
 * Fails, without ending the journey, with all that axe finds in what is shown, but for colours inside the code editor, which it cannot tell
 * apart from its background layers. `onlyColours`: the same view in another theme.
 */
export async function expectAccessible(page: Page, what: string, onlyColours = false): Promise<void> {
  // Half a megabyte of source: once for each page.
  const isThere = await page.evaluate(() => 'axe' in window);
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) })
    .exclude('.monaco-editor')
    // All rules are checked just the same; what passes is not told element by element.
    .options({ resultTypes: ['violations'] })
    // There are no frames of other origins, so no second page is needed that puts their results together.
    .setLegacyMode();
  const { violations } = await (onlyColours ? axe.withRules(['color-contrast']) : axe).analyze();
  const found = violations.map(
    ({ id, impact, nodes }) => `${what}: ${id} (${impact}): ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
  expect.soft(found).toEqual([]);
}

/** In all themes; in those that come second only colours are looked at. The last one stays. */
export async function expectAccessibleInThemes(page: Page, what: string): Promise<void> {
  for (const theme of THEMES) {
    await runCommand(page, `Theme: ${theme}`);
    await expectAccessible(page, `${what}, ${theme}`, theme !== THEMES[0]);
  }
}
