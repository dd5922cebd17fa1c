/** One VS Code window on the examples, with the packaged extension installed, and what a person does in it. */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { START_DEADLINE, launchChromium } from '../../scripts/host/chromium.mjs';
import {
  installExtension,
  prepareHome,
  startCodeServer,
  windowAddress,
  type Home,
} from '../../scripts/host/code-server.mjs';
import { commitAll } from '../../scripts/host/repository.mjs';
import { indexedPng } from './indexed-png';
import { temporaryFolder } from '../../scripts/host/process.mjs';

const EXAMPLES = path.join(import.meta.dirname, '..', '..', 'examples');
/** Where pictures of the window are kept. */
export const SCREENSHOTS = path.join(import.meta.dirname, 'screenshots');
/** Where pictures of the walkthrough are kept; beside the others unless they are to be made anew. */
const PICTURES = process.env['PODREACH_PICTURES'] ?? SCREENSHOTS;
const VIEWPORT = { width: 1600, height: 1000 };

/** Themes by their names in VS Code's settings. */
export const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
} as const;

export type Theme = keyof typeof THEMES;

/** How a theme is called in the list of all, and the class of a workbench that has it. */
const COLOURS: Readonly<Record<Theme, { readonly title: string; readonly className: string }>> = {
  light: { title: 'Light Modern', className: 'vs' },
  dark: { title: 'Dark Modern', className: 'vs-dark' },
  contrast: { title: 'Dark High Contrast', className: 'hc-black' },
};

export interface WindowOptions {
  /** Texts by file name, to be opened instead of the examples. */
  readonly manifests?: ReadonlyMap<string, string>;
  /** The user's, beside those that keep the window calm. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** One of the files that lists several folders. */
  readonly workspaceFile?: string;
  /** Of a folder that is on no disk. */
  readonly address?: string;
  /** False for Restricted Mode. */
  readonly isTrusted?: boolean;
  /** Variables of the environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Makes a page load an extension from the server of its window. */
export type LoadExtension = (page: Page, origin: string) => Promise<void>;

interface Extension {
  readonly install?: (home: Home) => Promise<void>;
  readonly load?: LoadExtension;
}

export class EditorWindow {
  static readonly #open = new Set<EditorWindow>();

  private constructor(
    readonly page: Page,
    /** The folder that is open. */
    readonly folder: string,
    private readonly theme: Theme,
    private readonly browser: Browser,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  /** Installs the package into a new VS Code and opens a copy of the examples in it. */
  static open(vsix: string, theme: Theme, options: WindowOptions = {}): Promise<EditorWindow> {
    return EditorWindow.#start(theme, { install: (home) => installExtension(home, vsix) }, options);
  }

  /** The same with an extension that the window loads by itself. */
  static openWith(load: LoadExtension, theme: Theme, options: WindowOptions = {}): Promise<EditorWindow> {
    return EditorWindow.#start(theme, { load }, options);
  }

  /** The same without any extension. */
  static openEmpty(theme: Theme, options: WindowOptions = {}): Promise<EditorWindow> {
    return EditorWindow.#start(theme, {}, options);
  }

  static async #start(
    theme: Theme,
    { install, load }: Extension,
    { manifests, settings, workspaceFile, address, isTrusted = true, env = {} }: WindowOptions,
  ): Promise<EditorWindow> {
    const home = await prepareHome(temporaryFolder(), {
      'workbench.colorTheme': THEMES[theme],
      ...settings,
    });
    const workspace = path.join(home.folder, 'examples');
    if (manifests === undefined) await cp(EXAMPLES, workspace, { recursive: true });
    else await writeAll(workspace, manifests);
    await commitAll(workspace);
    await install?.(home);
    const server = await startCodeServer(home, { isTrusted, env });
    const browser = await launchChromium();
    const page = await browser.newPage({
      viewport: VIEWPORT,
      deviceScaleFactor: 1,
      reducedMotion: 'reduce',
    });
    page.setDefaultTimeout(60_000);
    const opened = new EditorWindow(page, workspace, theme, browser, async () => {
      await server.stop();
      // What the server started may still be writing for a moment.
      await rm(home.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
    });
    EditorWindow.#open.add(opened);
    await load?.(page, server.origin);
    const opens = workspaceFile === undefined ? workspace : path.join(workspace, workspaceFile);
    await page.goto(windowAddress(server.origin, address ?? opens), {
      waitUntil: 'commit',
      timeout: START_DEADLINE,
    });
    const files = page.locator('.explorer-folders-view .monaco-list-row');
    await files.first().waitFor({ timeout: START_DEADLINE });
    return opened;
  }

  /** Keeps what all open windows show. */
  static async screenshotAll(name: string): Promise<void> {
    for (const window of EditorWindow.#open) await window.screenshot(name);
  }

  async close(): Promise<void> {
    EditorWindow.#open.delete(this);
    await this.browser.close();
    await this.cleanUp();
  }

  /** Opens a file of the examples by its name, as Ctrl+P does. */
  async openFile(file: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    await this.page.locator('.quick-input-widget input').fill(file);
    const name = path.basename(file);
    // Not any of that name: the list may still be that of before.
    await this.#chosen(name, file.slice(0, -name.length - 1)).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** Runs a command by its title, as F1 does. */
  async runCommand(title: string): Promise<void> {
    // A list that is open does not show commands that come up only then, as they do in a new window.
    for (let tries = 10; !(await this.#findsCommand(title)); tries--) {
      if (tries === 0) throw new Error(`There is no command "${title}".`);
      await this.page.keyboard.press('Escape');
    }
    await this.page.keyboard.press('Enter');
  }

  /** Opens a file in a folder of the first level by clicks on the explorer. */
  async clickFile(folder: string, file: string): Promise<void> {
    const rows = this.page.locator('.explorer-folders-view .monaco-list-row');
    await rows.filter({ hasText: folder }).first().click();
    await rows.filter({ hasText: file }).first().dblclick();
    await this.page.locator('.tab.active', { hasText: file }).waitFor();
  }

  async #findsCommand(title: string): Promise<boolean> {
    const timeout = 6000;
    await this.page.keyboard.press('F1');
    // The list closes by itself where an answer takes the focus just then.
    const typed = this.page.locator('.quick-input-widget input').fill(`>${title}`, { timeout });
    const found = typed.then(() => this.#chosen(title).waitFor({ timeout }));
    return found.then(
      () => true,
      () => false,
    );
  }

  /** The row that Enter would take, once it has all these texts. */
  #chosen(...texts: readonly (string | RegExp)[]): Locator {
    const focused = this.#rows().and(this.page.locator('.focused'));
    return texts.reduce((row, hasText) => row.filter({ hasText }), focused);
  }

  #rows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  /** Installs a packaged extension as a person does. */
  async installFromFile(vsix: string): Promise<void> {
    await this.runCommand('Extensions: Install from VSIX...');
    await this.choices().getByText('Install from VSIX').waitFor();
    // The dialog begins in another folder, and writes over what was typed before that is listed.
    await this.#rows().first().waitFor();
    await this.page.locator('.quick-input-widget input').fill(vsix);
    await this.#rows()
      .filter({ hasText: path.basename(vsix) })
      .waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Puts another word in the place of one, at its last occurrence in the editor. */
  async replaceWord(word: string, by: string): Promise<void> {
    await this.page.locator('.view-line span span', { hasText: word }).last().dblclick();
    await this.page.keyboard.type(by);
  }

  /** The list that a command offers to choose from. */
  choices(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** Takes what is chosen in the list; resolves when the list shows its next step. */
  async choose(next: string): Promise<void> {
    await this.page.keyboard.press('Enter');
    await this.choices().filter({ hasText: next }).waitFor();
  }

  /** The mark under the first finding. */
  squiggle(): Locator {
    return this.page.locator('.squiggly-warning').first();
  }

  /** The row of a rule's finding in the Problems panel. */
  async problem(rule: string): Promise<Locator> {
    await this.runCommand('Problems: Focus on Problems View');
    const row = this.page.locator('.markers-panel .monaco-list-row', { hasText: rule }).first();
    await row.waitFor();
    return row;
  }

  /** Points at the first occurrence of a text in the editor and gives the hover that appears. */
  async hover(text: string): Promise<Locator> {
    await this.page.mouse.move(0, 0);
    await this.page.locator('.view-line span span', { hasText: text }).first().hover();
    const hover = this.page.locator('.monaco-editor .monaco-hover:not(.hidden)', { hasText: /\w/ });
    await hover.waitFor();
    return hover;
  }

  /** The first code lens in which a text stands. */
  lens(text: string): Locator {
    return this.page.locator('.codelens-decoration a', { hasText: text }).first();
  }

  /** The rows of the view that shows answers. */
  answers(): Locator {
    return this.page.getByRole('tree', { name: 'Reachability' }).getByRole('treeitem');
  }

  /** The first answer in which a text stands. */
  answer(text: string): Locator {
    return this.answers().filter({ hasText: text }).first();
  }

  /** Goes down the rows with the keyboard, from the one with the focus to one with this text, and opens it. */
  async chooseAnswer(text: string): Promise<void> {
    const focused = this.page.locator('.panel .monaco-list-row.focused');
    for (let rows = await this.answers().count(); rows > 0; rows--) {
      if ((await focused.innerText()).includes(text)) break;
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
  }

  /** The number of the line with the cursor, when it is this one. */
  cursorLine(number: string): Locator {
    return this.page.locator('.line-numbers.active-line-number', { hasText: number });
  }

  /** The page of the connectivity map. */
  map(): FrameLocator {
    return this.page.frameLocator('iframe.webview').frameLocator('iframe');
  }

  /** The same as something that can run scripts. */
  async mapFrame(): Promise<Frame> {
    const frame = await (await this.map().locator('html').elementHandle())?.ownerFrame();
    if (!frame) throw new Error('the map has no frame');
    return frame;
  }

  /** Another page of the browser. */
  browserPage(): Promise<Page> {
    return this.browser.newPage();
  }

  /** How the map is moved and zoomed: `translate(12 30) scale(0.8)`. */
  async mapTransform(): Promise<string> {
    return (await this.map().locator('.canvas > g').getAttribute('transform')) ?? '';
  }

  /** Puts the cursor at a place in the active editor. Lines and columns count from 1. */
  async goTo(place: string): Promise<void> {
    await this.page.keyboard.press('Control+g');
    await this.page.locator('.quick-input-widget input').fill(`:${place}`);
    // Enter does nothing before the place was read.
    const line = place.replace(/:.*$/u, '');
    await this.#chosen(new RegExp(`go to line ${line}\\b`, 'iu')).waitFor();
    await this.page.keyboard.press('Enter');
    await this.choices().waitFor({ state: 'hidden' });
    // Keys are lost before the editor has the focus again.
    await this.page.locator('.monaco-editor.focused').first().waitFor();
  }

  /** What is offered at the cursor, once something with this text is. */
  async suggestions(text: string): Promise<Locator> {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    // What is asked for while the editor is getting the focus back is dropped.
    for (let tries = 10; !(await this.#offers(rows, text)); tries--) {
      if (tries === 0) throw new Error(`"${text}" is not offered.`);
      await this.page.keyboard.press('Escape');
    }
    return rows;
  }

  async #offers(rows: Locator, text: string): Promise<boolean> {
    await this.page.keyboard.press('Control+Space');
    const offered = rows.filter({ hasText: text }).first().waitFor({ timeout: 6000 });
    return offered.then(
      () => true,
      () => false,
    );
  }

  /** Replaces as many characters at a place in the active editor as the text has. */
  async overwrite(place: string, text: string): Promise<void> {
    await this.goTo(place);
    for (let left = text.length; left > 0; left--) await this.page.keyboard.press('Delete');
    await this.page.keyboard.type(text);
  }

  /** What the language status of the active editor says while the mouse rests on it. */
  async languageStatus(): Promise<Locator> {
    await this.page.locator('[id="status.languageStatus"]').hover();
    const status = this.page.locator('.hover-language-status', { hasText: 'Podreach' }).first();
    await status.waitFor();
    return status;
  }

  /** Opens our walkthrough; gives the steps of it. */
  async walkthrough(): Promise<Locator> {
    await this.runCommand('Welcome: Open Walkthrough');
    await this.choices().filter({ hasText: 'Get Started with Podreach' }).waitFor();
    await this.page.keyboard.type('Podreach');
    await this.page.keyboard.press('Enter');
    const steps = this.page.locator('.gettingStartedContainer .getting-started-step');
    await steps.first().waitFor();
    return steps;
  }

  /** Keeps a part of what the window shows, as a picture of the walkthrough. */
  async picture(name: string, part: Locator, height = Infinity): Promise<void> {
    const box = await part.boundingBox();
    if (!box) throw new Error(`nothing to be seen of ${name}`);
    const clip = { ...box, height: Math.min(box.height, height) };
    const taken = await this.page.screenshot({ clip, animations: 'disabled' });
    const reader = await this.browser.newPage();
    await writeFile(path.join(PICTURES, `${name}.png`), await indexedPng(reader, taken));
    await reader.close();
  }

  /** Keeps what the window shows. The folder is not part of the repository. */
  async screenshot(name: string, theme = this.theme): Promise<void> {
    await this.page.screenshot({
      path: path.join(SCREENSHOTS, `${name}-${theme}.png`),
      // What fades in is shown as it will be.
      animations: 'disabled',
    });
  }

  /** The same in each theme, one after another. */
  async screenshotInEachTheme(name: string): Promise<void> {
    for (const theme of ['light', 'dark', 'contrast', this.theme] as const) {
      const { title, className } = COLOURS[theme];
      await this.page.keyboard.press('Control+k');
      await this.page.keyboard.press('Control+t');
      await this.page.locator('.quick-input-widget input').fill(title);
      await this.#chosen(title).waitFor();
      await this.page.keyboard.press('Enter');
      await this.page.locator(`.monaco-workbench.${className}`).waitFor();
      await this.choices().waitFor({ state: 'hidden' });
      await this.screenshot(name, theme);
    }
  }
}

async function writeAll(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
