/**
 * "Explain a Connection": source, destination and port are asked for one after the other, with a way back, and the
 * explanation is shown in the view.
 */
import {
  QuickInputButtons,
  QuickPickItemKind,
  Uri,
  l10n,
  window,
  workspace,
  type QuickPickItem,
} from 'vscode';
import type {
  ExplainDefaults,
  ExplainParams,
  ExplainProblem,
  OutlineResult,
} from '../../../server/src/lsp/protocol';
import { cursorPlace } from '../cursor-place';
import { reportFailure, reportNothing } from '../notifications';
import { readExplainParams, readPlace } from '../protocol-values';
import type { ServerSession } from '../server-session';
import { outlineAnswer } from './answers';
import {
  PARTS,
  endChoices,
  portChoices,
  typedChoice,
  type Offers,
  type Part,
  type PartChoice,
} from './connection-choice';
import type { ReachabilityView } from './reachability-view';

interface Explained {
  readonly params: ExplainParams;
  readonly result: OutlineResult;
}

/**
 * Asks for what is not given, then shows the explanation with the focus on it.
 * @param argument what the command was called with: a whole question, a place, or nothing
 * @returns the explanation, for other extensions; undefined when there is none
 */
export async function explainConnection(
  session: ServerSession,
  view: ReachabilityView,
  argument: unknown,
): Promise<OutlineResult | undefined> {
  try {
    const given = readExplainParams(argument);
    const answer = given ? await explained(session, given) : await askForConnection(session, argument);
    if (answer) await view.show(outlineAnswer({ kind: 'explain', ...answer.params }, answer.result));
    return answer?.result;
  } catch (error) {
    reportFailure(l10n.t('Podreach could not explain the connection'), error);
    return undefined;
  }
}

async function explained(session: ServerSession, params: ExplainParams): Promise<Explained | undefined> {
  const result = await session.explain(params);
  if (result?.kind === 'problem') throw new Error(result.message);
  return result ? { params, result } : undefined;
}

async function askForConnection(session: ServerSession, argument: unknown): Promise<Explained | undefined> {
  const given = readPlace(argument);
  const place = given && 'position' in given ? given : cursorPlace();
  const targets = await session.targets(place ? { uri: place.uri } : {});
  if (targets.length === 0) {
    reportNothing(l10n.t('Podreach found no workload in the manifests of this workspace'));
    return undefined;
  }
  const defaults = place?.position
    ? await session.explainDefaults({ uri: place.uri, position: place.position })
    : NO_DEFAULTS;
  const fileName = (uri: string): string => workspace.asRelativePath(Uri.parse(uri));
  return askForParts(session, { targets, defaults, fileName }, place?.uri);
}

const NO_DEFAULTS: ExplainDefaults = { from: [], to: [] };

/** Goes through the parts, forth and back; what cannot be found is asked for again, with the reason. */
async function askForParts(
  session: ServerSession,
  offers: Offers,
  home: string | undefined,
): Promise<Explained | undefined> {
  const chosen = new Map<Part, Chosen>();
  let step = 0;
  let problem: ExplainProblem | undefined;
  for (;;) {
    const part = PARTS[step];
    if (part === undefined) {
      const params = paramsOf(chosen, home);
      const result = params ? await session.explain(params) : null;
      if (params === undefined || result === null) return undefined;
      if (result.kind === 'outline') return { params, result };
      problem = result;
      step = PARTS.indexOf(result.part);
      continue;
    }
    const answer = await askForPart({
      part,
      known: await knownChoices(session, part, offers, { chosen, home }),
      problem: problem?.part === part ? problem : undefined,
      before: chosen.get(part),
    });
    if (answer === 'cancelled') return undefined;
    if (answer === 'back') step -= 1;
    else {
      chosen.set(part, answer);
      step += 1;
    }
  }
}

type Chosen = Exclude<PartChoice, { readonly heading: string }>;

interface Progress {
  readonly chosen: ReadonlyMap<Part, Chosen>;
  readonly home: string | undefined;
}

async function knownChoices(
  session: ServerSession,
  part: Part,
  offers: Offers,
  { chosen, home }: Progress,
): Promise<readonly PartChoice[]> {
  if (part !== 'port') return endChoices(part, offers, l10n.t);
  const params = paramsOf(chosen, home);
  const ports = params ? await session.connectionPorts(params) : [];
  return portChoices(offers.defaults, chosen.get('to')?.label ?? '', ports, l10n.t);
}

function paramsOf(chosen: Progress['chosen'], home: string | undefined): ExplainParams | undefined {
  const [from, to, port] = PARTS.map((part) => chosen.get(part));
  const uri = home ?? to?.target?.location?.uri ?? from?.target?.location?.uri;
  if (uri === undefined || from?.text === undefined || to?.text === undefined) return undefined;
  return { uri, from: from.text, to: to.text, ...(port?.text === undefined ? {} : { port: port.text }) };
}

const QUESTIONS: Readonly<Record<Part, () => string>> = {
  from: () => l10n.t('Who connects? Choose a workload, or type an address'),
  to: () => l10n.t('To whom? Choose a workload or a Service, or type an address or a URL'),
  port: () => l10n.t('On which port? Choose one, or type it: 80, 53/UDP or a name'),
};

type Item = QuickPickItem & { readonly choice?: Chosen };

interface Step {
  readonly part: Part;
  readonly known: readonly PartChoice[];
  /** Why what was chosen before cannot be taken. */
  readonly problem: ExplainProblem | undefined;
  readonly before: Chosen | undefined;
}

/** One step. The list stays open until something is chosen that can be chosen. */
function askForPart({ part, known, problem, before }: Step): Promise<Chosen | 'back' | 'cancelled'> {
  const pick = window.createQuickPick<Item>();
  const show = (): void => {
    const typed = typedChoice(pick.value, known, l10n.t);
    const reason: readonly Item[] =
      problem && pick.value === before?.text
        ? [{ label: `$(error) ${problem.message}`, alwaysShow: true }]
        : [];
    pick.items = [...reason, ...known.map(quickPickItem), ...(typed ? [typedItem(typed)] : [])];
  };
  pick.title = l10n.t('Explain a Connection');
  pick.step = PARTS.indexOf(part) + 1;
  pick.totalSteps = PARTS.length;
  pick.placeholder = QUESTIONS[part]();
  pick.matchOnDescription = true;
  pick.buttons = part === PARTS[0] ? [] : [QuickInputButtons.Back];
  if (problem && before?.text !== undefined) pick.value = before.text;
  show();
  pick.onDidChangeValue(show);
  return new Promise((resolve) => {
    const end = (answer: Chosen | 'back' | 'cancelled'): void => {
      resolve(answer);
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const choice = pick.selectedItems[0]?.choice;
      if (choice) end(choice);
    });
    pick.onDidTriggerButton(() => end('back'));
    pick.onDidHide(() => end('cancelled'));
    pick.show();
  });
}

function quickPickItem(choice: PartChoice): Item {
  if ('heading' in choice) return { label: choice.heading, kind: QuickPickItemKind.Separator };
  const { label, description, detail } = choice;
  return { label, description, ...(detail === undefined ? {} : { detail }), choice };
}

function typedItem(choice: PartChoice): Item {
  return { ...quickPickItem(choice), alwaysShow: true };
}
