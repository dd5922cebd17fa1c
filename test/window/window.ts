/** One VS Code window on the examples, with the packaged extension installed, and what a person does in it. */
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../../scripts/host/chromium.mjs';
import {
  installExtension,
  prepareHome,
  startCodeServer,
  windowAddress,
} from '../../scripts/host/code-server.mjs';
import { temporaryFolder } from '../../scripts/host/process.mjs';

const EXAMPLES = path.join(import.meta.dirname, '..', '..', 'examples');
const SCREENSHOTS = path.join(import.meta.dirname, 'screenshots');
const VIEWPORT = { width: 1600, height: 1000 };

/** Themes by their names in VS Code's settings. */
export const THEMES = { light: 'Default Light Modern', dark: 'Default Dark Modern' } as const;

export type Theme = keyof typeof THEMES;

export class EditorWindow {
  private constructor(
    readonly page: Page,
    private readonly theme: Theme,
    private readonly browser: Browser,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  /** Installs the package into a new VS Code and opens a copy of the examples in it. */
  static async open(vsix: string, theme: Theme): Promise<EditorWindow> {
    const home = await prepareHome(temporaryFolder(), { 'workbench.colorTheme': THEMES[theme] });
    const workspace = path.join(home.folder, 'examples');
    await cp(EXAMPLES, workspace, { recursive: true });
    await installExtension(home, vsix);
    const server = await startCodeServer(home);
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: VIEWPORT, deviceScaleFactor: 1 });
    const opened = new EditorWindow(page, theme, browser, async () => {
      await server.stop();
      await rm(home.folder, { recursive: true, force: true });
    });
    await page.goto(windowAddress(server.origin, workspace));
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return opened;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.cleanUp();
  }

  /** Opens a file of the examples by its name, as Ctrl+P does. */
  async openFile(file: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    await this.page.locator('.quick-input-widget input').fill(file);
    await this.page
      .locator('.quick-input-list .monaco-list-row', { hasText: path.basename(file) })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: path.basename(file) }).waitFor();
  }

  /** Runs a command by its title, as F1 does. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** The rows of the Problems panel. */
  async problems(): Promise<Locator> {
    await this.runCommand('Problems: Focus on Problems View');
    return this.page.locator('.markers-panel .monaco-list-row');
  }

  /** Points at a piece of text in the editor and gives the hover that appears. */
  async hover(text: string, occurrence = 0): Promise<Locator> {
    await this.page.mouse.move(0, 0);
    await this.page.locator('.view-line span span', { hasText: text }).nth(occurrence).hover();
    const hover = this.page.locator('.monaco-editor .monaco-hover:not(.hidden)');
    await hover.waitFor();
    return hover;
  }

  /** The code lenses that the editor shows. */
  lenses(): Locator {
    return this.page.locator('.codelens-decoration a');
  }

  /** The rows of the view that shows answers. */
  answer(): Locator {
    return this.page.getByRole('tree', { name: 'Reachability' }).getByRole('treeitem');
  }

  /** Keeps what the window shows. The folder is not part of the repository. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${this.theme}.png`) });
  }
}
