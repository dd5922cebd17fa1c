/**
 * What a client says about itself, and what it is asked to do.
 *
 * Settings the server pulls with `workspace/configuration` (section `podreach`, scope: resource):
 *   `podreach.rules`             object   rule id → `off | hint | info | warning | error`; default `{}`
 *   `podreach.namespace`         string   namespace of resources that name none; default `default`
 *   `podreach.cluster.roots`     string[] globs of folders that are each a cluster of their own; default `[]`
 *   `podreach.codeLens.enabled`  boolean  default true
 *   `podreach.inlayHints`        string   `off | peers | all`; default `peers`
 *   `podreach.schema.validate`   string   `auto | on | findings | fields | off`: what every schema says, as findings and
 *                                         as fields while typing; `auto` is on
 *   `podreach.limits.fileSize`   number   kilobytes; a larger file on disk is not read; default 2048
 *   `podreach.limits.files`      number   most files that are read in one folder; default 20000
 */
import type { Location, Position } from './places';

/** What a client may say about itself in `initialize`; everything is optional. */
export interface InitializationOptions {
  /**
   * Ids of commands the client has registered for code lenses. Without one, a lens is information only.
   * `reach` is called with one `ReachParams`; `locations` with one `LocationsArgument`; `changes` with one
   * `ChangesParams`.
   */
  readonly commands?: {
    readonly reach?: string;
    readonly locations?: string;
    readonly changes?: string;
  };
  /**
   * The client reads workspace folders for the server where the server cannot: those that are on no disk of its
   * machine, and all of them when it runs in a browser. It then answers the requests `podreach/listFolder`,
   * `podreach/stat` and `podreach/readFile`.
   */
  readonly files?: boolean;
  /**
   * The client knows what other extensions do in a document: it is asked for the settings of each open document, and
   * answers `auto` of `podreach.schema.validate` with what it decided.
   */
  readonly documentSettings?: boolean;
}

/** Argument of the client's `locations` command: what a click on "Selects 2 workloads" should peek. */
export interface LocationsArgument {
  readonly uri: string;
  readonly position: Position;
  readonly locations: readonly Location[];
}
