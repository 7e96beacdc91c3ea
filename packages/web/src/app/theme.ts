/** The reader's choice of light or dark; `system` follows the device. The same key is read in index.html before the first paint. */
export type Theme = 'system' | 'light' | 'dark';
const storageKey = 'windshield.theme';

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset['theme'];
    localStorage.removeItem(storageKey);
  } else {
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem(storageKey, theme);
  }
}
