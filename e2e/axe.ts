import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const THEMES = ['dark', 'light', 'high contrast'] as const;

/**
 * Fails, without ending the journey, with all that axe finds in what is shown, but for colours inside the code editor, which it cannot tell
 * apart from its background layers. `onlyColours`: the same view in another theme.
 */
export async function expectAccessible(page: Page, what: string, onlyColours = false): Promise<void> {
  const axe = new AxeBuilder({ page }).exclude('.monaco-editor');
  const { violations } = await (onlyColours ? axe.withRules(['color-contrast']) : axe).analyze();
  const found = violations.map(
    ({ id, impact, nodes }) => `${what}: ${id} (${impact}): ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
  expect.soft(found).toEqual([]);
}
