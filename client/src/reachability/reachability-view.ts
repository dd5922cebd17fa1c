/**
 * The native tree that shows answers. It turns rows into tree items and keeps them fresh while it is visible;
 * what rows say is decided in `answer-tree`.
 */
import {
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  commands,
  l10n,
  window,
  type Command,
  type Disposable,
  type Event,
  type TreeDataProvider,
  type TreeView,
} from 'vscode';
import type { Location } from '../../../server/src/lsp/protocol';
import { CONTEXT_KEYS, REACHABILITY_VIEW } from '../context-keys';
import { asRange } from '../editor-types';
import { latestRun } from '../latest-run';
import { createTurns } from '../turns';
import { answerRows, type Row } from './answer-tree';
import {
  pinnedAnswers,
  withAnswer,
  withPin,
  withResult,
  withoutAnswer,
  type Answer,
  type Result,
} from './answers';
import { questionKey, type Question } from './question';

export class ReachabilityView implements TreeDataProvider<Row>, Disposable {
  readonly #changes = new EventEmitter<void>();
  readonly #tree: TreeView<Row>;
  readonly #refresh: () => Promise<void>;
  /** A row cannot be revealed while the rows are being exchanged. */
  readonly #inTurn = createTurns();
  readonly #log: (error: unknown) => void;
  #answers: readonly Answer[] = [];
  #rows: readonly Row[] = [];
  #stale = false;

  readonly onDidChangeTreeData: Event<void> = this.#changes.event;

  /**
   * @param ask asks a question again; null when its target is not there any more
   * @param log told of failures that nobody waits for: the old answers stay, or a row is not revealed
   */
  constructor(ask: (question: Question) => Promise<Result | null>, log: (error: unknown) => void) {
    this.#log = log;
    this.#refresh = latestRun(() => this.#askAgain(ask).catch(log));
    this.#tree = window.createTreeView(REACHABILITY_VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#tree.onDidChangeVisibility(({ visible }) => {
      if (visible && this.#stale) void this.#refresh();
    });
  }

  get answers(): readonly Answer[] {
    return this.#answers;
  }

  /** All rows, each before its children. */
  get rows(): readonly Row[] {
    return this.#rows.flatMap(withDescendants);
  }

  /** The answer a row belongs to; without a row that of the selected row, else the newest. */
  answerOf(row?: Row): Answer | undefined {
    const key = (row ?? this.#tree.selection[0])?.question;
    return this.#answers.find(({ question }) => questionKey(question) === key) ?? this.#answers[0];
  }

  /** Shows an answer and gives its row the focus, so that the keyboard goes on from there. */
  async show(answer: Answer): Promise<void> {
    await this.#inTurn(async () => {
      await commands.executeCommand('setContext', CONTEXT_KEYS.asked, true);
      await this.#set(withAnswer(this.#answers, answer));
      const row = this.#rows[0];
      if (row) await this.#reveal(row);
    });
  }

  /** @param key of the question whose answer is not of interest any more */
  async remove(key: string): Promise<void> {
    await this.#inTurn(() => this.#set(withoutAnswer(this.#answers, key)));
  }

  /** @param key of the question whose answer is to stay, or need not stay any longer */
  async pin(key: string, pinned: boolean): Promise<void> {
    await this.#inTurn(() => this.#set(withPin(this.#answers, key, pinned)));
  }

  /** Keeps what is pinned. What an empty view offers is in the manifest. */
  async clear(): Promise<void> {
    await this.#inTurn(() => this.#set(pinnedAnswers(this.#answers)));
  }

  /** Answers may be different now. They are asked for again when somebody can see them. */
  invalidate(): void {
    this.#stale = this.#answers.length > 0;
    if (this.#tree.visible && this.#stale) void this.#refresh();
  }

  getChildren(row?: Row): Row[] {
    return [...(row ? row.children : this.#rows)];
  }

  getParent(row: Row): Row | undefined {
    return this.rows.find(({ children }) => children.includes(row));
  }

  getTreeItem(row: Row): TreeItem {
    return treeItem(row);
  }

  dispose(): void {
    this.#tree.dispose();
    this.#changes.dispose();
  }

  async #askAgain(ask: (question: Question) => Promise<Result | null>): Promise<void> {
    this.#stale = false;
    const asked = this.#answers.map(({ question }) => question);
    const results = await Promise.all(asked.map(ask));
    await this.#inTurn(() =>
      this.#set(
        asked.reduce(
          (answers, question, index) => withResult(answers, questionKey(question), results[index] ?? null),
          this.#answers,
        ),
      ),
    );
  }

  async #set(answers: readonly Answer[]): Promise<void> {
    this.#answers = answers;
    this.#rows = answerRows(answers, l10n.t);
    this.#changes.fire();
    await commands.executeCommand('setContext', CONTEXT_KEYS.hasAnswer, answers.length > 0);
  }

  async #reveal(row: Row): Promise<void> {
    try {
      await this.#tree.reveal(row, { select: true, focus: true, expand: true });
    } catch (error) {
      this.#log(error);
    }
  }
}

function withDescendants(row: Row): readonly Row[] {
  return [row, ...row.children.flatMap(withDescendants)];
}

function treeItem(row: Row): TreeItem {
  const item = new TreeItem(row.label, collapsibleState(row.expanded));
  item.id = row.id;
  item.description = row.description ?? '';
  item.tooltip = row.tooltip ?? row.label;
  item.accessibilityInformation = { label: row.spoken };
  if (row.icon) item.iconPath = new ThemeIcon(row.icon.id, themeColor(row.icon.color));
  if (row.context) item.contextValue = row.context;
  // A row with children only folds and unfolds; what it is about is reached by its actions.
  if (row.opens && row.expanded === undefined) item.command = openCommand(row.opens);
  return item;
}

function collapsibleState(expanded: boolean | undefined): TreeItemCollapsibleState {
  if (expanded === undefined) return TreeItemCollapsibleState.None;
  return expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function themeColor(id: string | undefined): ThemeColor | undefined {
  return id === undefined ? undefined : new ThemeColor(id);
}

/** The editor's own command: it follows the user's habits of previewing and of keeping the focus in a tree. */
function openCommand({ uri, range }: Location): Command {
  return {
    command: 'vscode.open',
    title: l10n.t('Open'),
    arguments: [Uri.parse(uri), { selection: asRange(range) }],
  };
}
