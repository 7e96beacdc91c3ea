import { expect, type Locator, type Page } from '@playwright/test';

const mostSteps = 120;

/**
 * Presses Tab until the target has focus, as someone without a mouse would, and demands that focus can be seen at every stop.
 *
 * @throws Error when a whole round through the page did not reach it
 */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < mostSteps; step++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
    await expectVisibleFocus(page);
  }
  throw new Error(`${mostSteps} times ${key} did not reach ${target}`);
}

/** Reaches a button or link by Tab and presses it by Enter. */
export async function pressOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Reaches a field by Tab and types into it, in place of what stands there. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement);

/** What has focus differs from what has not: by an outline, a ring, or a mark on what surrounds it. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const invisible = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    // The calendar button inside a date field has focus of its own, with the browser's ring.
    if (!element.matches(':focus')) return undefined;
    // A list with one focus shows it on the row that the keys act on.
    const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    if (row && getComputedStyle(row).backgroundColor !== getComputedStyle(element).backgroundColor) return undefined;
    for (let near: Element | null = element, steps = 0; near && steps < 3; near = near.parentElement, steps++) {
      const style = getComputedStyle(near);
      if (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1) return undefined;
      if (near === element && style.boxShadow !== 'none') return undefined;
    }
    return element.outerHTML.slice(0, 200);
  });
  expect(invisible, 'an element has focus and does not show it').toBeUndefined();
}
