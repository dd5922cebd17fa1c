/**
 * The commands of the extension by their public ids. A test holds this list and the manifest together.
 * No command of the server may stand here: the client library registers those by itself.
 */
export const COMMANDS = {
  whichPodsCanReachThis: 'podreach.whichPodsCanReachThis',
  whatCanThisReach: 'podreach.whatCanThisReach',
  explainConnection: 'podreach.explainConnection',
  /** Also what code lenses call with one `ChangesParams`. */
  whatDidMyEditChange: 'podreach.whatDidMyEditChange',
  /** What code lenses call with one `ReachParams`. */
  showReachability: 'podreach.showReachability',
  /** What code lenses call with one `LocationsArgument`. */
  showLocations: 'podreach.showLocations',
  showConnectivityMap: 'podreach.showConnectivityMap',
  goToTarget: 'podreach.goToTarget',
  copyAnswer: 'podreach.copyAnswer',
  pinAnswer: 'podreach.pinAnswer',
  unpinAnswer: 'podreach.unpinAnswer',
  removeAnswer: 'podreach.removeAnswer',
  clearAnswers: 'podreach.clearAnswers',
  showClusterModel: 'podreach.showClusterModel',
  reloadManifests: 'podreach.reloadManifests',
  showOutput: 'podreach.showOutput',
  restartServer: 'podreach.restartServer',
  collectDiagnostics: 'podreach.collectDiagnostics',
  /** Called by the walkthrough. */
  openExample: 'podreach.openExample',
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

/** One function for each command: a command that nobody handles does not compile. */
export type CommandHandlers = Readonly<Record<CommandId, (...args: readonly unknown[]) => unknown>>;
