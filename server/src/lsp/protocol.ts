/**
 * What the client and the server say to each other beyond the Language Server Protocol.
 * The only file they share: names and plain JSON shapes. It imports nothing, so either side can be rebuilt alone.
 *
 * Settings the server pulls with `workspace/configuration` (section `podreach`, scope: resource):
 *   `podreach.rules`             object   rule id → `off | hint | info | warning | error`; default `{}`
 *   `podreach.namespace`         string   namespace of resources that name none; default `default`
 *   `podreach.cluster.roots`     string[] globs of folders that are each a cluster of their own; default `[]`
 *   `podreach.codeLens.enabled`  boolean  default true
 *   `podreach.inlayHints`        string   `off | peers | all`; default `peers`
 *   `podreach.schema.validate`   string   `auto | on | off`: what every schema says, as findings and while typing; `auto` is on
 *   `podreach.limits.fileSize`   number   kilobytes; a larger file on disk is not read; default 2048
 *   `podreach.limits.files`      number   most files that are read in one folder; default 20000
 */

/** Lines and characters are 0-based; characters count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Location {
  readonly uri: string;
  readonly range: Range;
}

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

/** `to`: who can reach the target. `from`: what the target can reach. */
export type ReachDirection = 'to' | 'from';

/**
 * Request `podreach/reach` (client → server): `ReachParams` → `ReachResult | null`.
 * Null when there is no workload, Service or policy at the place asked about.
 * Any client can ask the same through `workspace/executeCommand` with `podreach.reach` and `[ReachParams]`.
 */
export const REACH_REQUEST = 'podreach/reach';

/**
 * Command of `workspace/executeCommand` that answers like `podreach/reach`. The VS Code client library registers
 * it as an editor command by this very name, so the client's own commands must be called something else.
 */
export const REACH_COMMAND = 'podreach.reach';

/**
 * Request `podreach/targets` (client → server): `TargetsParams` → `readonly ReachTarget[]`.
 * Workloads first, then Services and policies, each by namespace and name: what a list to choose from shows.
 */
export const TARGETS_REQUEST = 'podreach/targets';

export interface TargetsParams {
  /** A document or folder: things of its cluster only. Absent: of all clusters. */
  readonly uri?: string;
}

export interface ReachParams {
  readonly direction: ReachDirection;
  /** The document asked from. It also says which folder's cluster is meant. */
  readonly uri: string;
  /** Place in the document; a workload, Service or policy is taken from under it. */
  readonly position?: Position;
  /** Instead of a place: `ReachTarget.id` of an earlier answer, to ask again after an edit. */
  readonly target?: string;
  /** Instead of both: a workload or Service as people write it, `shop/cart` or `http://cart.shop`. */
  readonly name?: string;
}

export interface ReachTarget {
  /** Stable name: `shop/cart[Deployment]`, `svc/shop/cart`, or `policy/shop/allow-web`. */
  readonly id: string;
  readonly kind: 'workload' | 'service' | 'policy';
  /** Short name for people: `shop/cart`. */
  readonly title: string;
  /** Where the target is written. */
  readonly location?: Location;
}

export interface ReachEntry {
  readonly kind: 'workload' | 'addresses' | 'ingress-controller';
  /** `shop/web[Deployment]`, or the addresses separated by commas. Usable as a peer on the command line. */
  readonly id: string;
  /** `web`, or `10.0.0.0/8`. */
  readonly label: string;
  /** The namespace, for workloads. */
  readonly namespace?: string;
  /** `Deployment`, for workloads. */
  readonly workloadKind?: string;
  readonly allowed: boolean;
  /** `all ports`, `80/TCP, 443/TCP`; empty when nothing is allowed. */
  readonly ports: string;
  /** One sentence: what allows it, or what stands in the way. */
  readonly reason: string;
  /** The line that decides: the rule or peer that allows, or the policy that isolates. */
  readonly decidedAt?: Location;
  /** Where the workload itself is written. */
  readonly location?: Location;
}

export interface ReachGroup {
  readonly id: 'reachable' | 'unreachable' | 'outside';
  /** `Can reach it`, `Cannot reach it`, `Outside the cluster`. */
  readonly title: string;
  readonly entries: readonly ReachEntry[];
}

export interface ReachResult {
  readonly target: ReachTarget;
  readonly direction: ReachDirection;
  /** `3 of 14 workloads can reach this`. */
  readonly summary: string;
  /** Always in this order: reachable, unreachable, outside. Empty groups are left out. */
  readonly groups: readonly ReachGroup[];
  /** What the answer rests on that the manifests do not say, one sentence each. */
  readonly caveats: readonly string[];
  /** `14 workloads, 3 namespaces and 9 policies from 12 files`. */
  readonly basis: string;
}

/**
 * Request `podreach/check` (client → server): `CheckParams` → `readonly CheckedFile[]`.
 * The findings of files, open or not, by their names; files without any are left out.
 */
export const CHECK_REQUEST = 'podreach/check';

export interface CheckParams {
  /** A document, or a folder and everything below it. Absent: all that is known. */
  readonly uri?: string;
}

export interface CheckedFile {
  readonly uri: string;
  readonly findings: readonly CheckFinding[];
}

export interface CheckFinding {
  readonly range: Range;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  /** Id of the rule. */
  readonly code: string;
  readonly message: string;
}

/** What a row is, for an icon beside it; its words say the same. */
export type OutlineMark =
  | 'allowed'
  | 'denied'
  | 'partly'
  /** A policy lets through only what some rule allows. */
  | 'isolated'
  /** Handed on: by a Service to its pods, by a tier to the next. */
  | 'passed'
  | 'nearly'
  | 'note'
  | 'added'
  | 'removed'
  | 'changed';

export interface OutlineRow {
  readonly label: string;
  /** What the label comes to, in a few words. */
  readonly detail?: string;
  readonly mark?: OutlineMark;
  /** The line that the row speaks of. */
  readonly opens?: Location;
  readonly rows: readonly OutlineRow[];
}

/** An answer in several lines, one below the other. */
export interface OutlineResult {
  readonly kind: 'outline';
  /** The question: `web/front[Deployment] to svc/shop/cart on port 80`. */
  readonly title: string;
  /** The answer in a few words: `denied`, `2 added, 1 removed`. */
  readonly summary: string;
  readonly mark: OutlineMark;
  readonly rows: readonly OutlineRow[];
  /** As in `ReachResult`. */
  readonly basis: string;
}

/**
 * Request `podreach/explain` (client → server): `ExplainParams` → `ExplainResult | null`.
 * Null when the document is in no known cluster.
 */
export const EXPLAIN_REQUEST = 'podreach/explain';

export interface ExplainParams {
  /** A document or folder of the cluster that is meant. */
  readonly uri: string;
  /** As on the command line: `shop/cart[Deployment]`, an address, a CIDR, `ingress-controller`. */
  readonly from: string;
  /** As on the command line; also a Service, a host name or a URL. */
  readonly to: string;
  /** `80`, `53/UDP`, `http`. */
  readonly port?: string;
}

/** What was typed and cannot be found, in a sentence. */
export interface ExplainProblem {
  readonly kind: 'problem';
  readonly part: 'from' | 'to' | 'port';
  readonly message: string;
}

export type ExplainResult = OutlineResult | ExplainProblem;

/**
 * Request `podreach/explainDefaults` (client → server): `PlaceParams` → `ExplainDefaults`.
 * What is probably meant when a connection is to be explained at a place.
 */
export const EXPLAIN_DEFAULTS_REQUEST = 'podreach/explainDefaults';

export interface PlaceParams {
  readonly uri: string;
  readonly position: Position;
}

export interface ExplainDefaults {
  /** As in `ExplainParams`, the likeliest first. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly port?: string;
}

/**
 * Request `podreach/connectionPorts` (client → server): `ConnectionPortsParams` → `readonly OfferedPort[]`.
 * The ports that a connection to something is probably about; none where nothing is known.
 */
export const CONNECTION_PORTS_REQUEST = 'podreach/connectionPorts';

/** As in `ExplainParams`. */
export interface ConnectionPortsParams {
  readonly uri: string;
  readonly to: string;
}

export interface OfferedPort {
  /** As in `ExplainParams`. */
  readonly port: string;
  /** Its name and where it comes from: `http · declared by shop/cart[Deployment]`. */
  readonly about: string;
}

/** An earlier state: the files as they were saved last, or as they were committed last (git's HEAD). */
export type EarlierState = 'saved' | 'HEAD';

/**
 * Request `podreach/changes` (client → server): `ChangesParams` → `OutlineResult | null`.
 * Connections gained and lost since an earlier state. Null when that state is not known.
 */
export const CHANGES_REQUEST = 'podreach/changes';

export interface ChangesParams {
  /** A document or folder of the cluster that is meant. */
  readonly uri: string;
  readonly since: EarlierState;
  /** `ReachTarget.id` of a policy: only connections of the pods that it selects. */
  readonly target?: string;
}

/**
 * Notification `podreach/committed` (client → server): the committed texts of files that differ from git's HEAD, whole
 * whenever they change. The server runs no program, so it knows them from here alone.
 */
export const COMMITTED_NOTIFICATION = 'podreach/committed';

export interface CommittedParams {
  readonly repositories: readonly CommittedState[];
}

export interface CommittedState {
  /** The folder of the repository. */
  readonly root: string;
  /** Manifests that are not as committed; the others are, but for edits that are not saved. */
  readonly files: readonly CommittedFile[];
}

export interface CommittedFile {
  readonly uri: string;
  /** Null for a file that was not there. */
  readonly text: string | null;
}

/**
 * Request `podreach/map` (client → server): `MapParams` → `MapResult | null`. All allowed connections as a graph, and
 * what unsaved edits change in it. Null when there are no manifests.
 */
export const MAP_REQUEST = 'podreach/map';

export interface MapParams {
  /** A document: the cluster as it looks from there. Absent: the first cluster that has workloads. */
  readonly uri?: string;
}

/** What may pass. */
export interface MapTraffic {
  /** `80/TCP, 443/TCP`; empty when nothing may pass any more. */
  readonly ports: string;
  /** What may pass in the files as they are saved, if that is something else; empty for nothing. */
  readonly before?: string;
}

export interface MapWorkload {
  /** `shop/cart[Deployment]` */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** `app=cart` */
  readonly labels: readonly string[];
  readonly hostNetwork?: boolean;
  /** Where its manifest begins; absent for a workload of the saved files that is not there any more. */
  readonly location?: Location;
}

/** Workloads with the same connections in one namespace, or who is outside of the cluster. */
export interface MapNode {
  readonly kind: 'workloads' | 'addresses' | 'ingress-controller';
  /** That of the first workload, or as in `ReachEntry`. */
  readonly id: string;
  /** The namespace, for workloads. */
  readonly namespace?: string;
  /** `10.0.0.0/8`, for what is no workload. */
  readonly label?: string;
  readonly workloads: readonly MapWorkload[];
  /** What each of the workloads may send to each other one. */
  readonly amongThem?: MapTraffic;
}

/** Its ends are indices into the nodes. */
export interface MapLink extends MapTraffic {
  readonly from: number;
  readonly to: number;
}

export interface MapPolicy {
  /** `shop/allow-web` */
  readonly name: string;
  /** Its lines. */
  readonly location: Location;
  /** Ids of the workloads it selects. */
  readonly subjects: readonly string[];
  readonly directions: readonly ('ingress' | 'egress')[];
}

export interface MapResult {
  readonly nodes: readonly MapNode[];
  readonly links: readonly MapLink[];
  readonly policies: readonly MapPolicy[];
  /** As in `ReachResult`. */
  readonly basis: string;
  /** Why there is no graph: `The 9000 workloads have too many connections for one map`. */
  readonly problem?: string;
}

/**
 * Request `podreach/clusterModel` (client → server), no parameters → `LinkedText`: all clusters as a Markdown document,
 * and what was left out of them and why.
 */
export const CLUSTER_MODEL_REQUEST = 'podreach/clusterModel';

export interface LinkedText {
  readonly text: string;
  readonly links: readonly TextLink[];
}

/** A piece of a text that leads somewhere. */
export interface TextLink {
  readonly range: Range;
  readonly target: Location;
}

/** Notification `podreach/status` (server → client): drives one status item. Sent whenever a field changes. */
export const STATUS_NOTIFICATION = 'podreach/status';

export interface ServerStatus {
  /** True while manifests are being read for the first time or after many changes. */
  readonly busy: boolean;
  readonly workloads: number;
  readonly namespaces: number;
  readonly policies: number;
  readonly files: number;
  /** What was left out and why, when something was: `40 files too large to read (podreach.limits.fileSize)`. */
  readonly limited?: string;
}

/** Notification `podreach/modelChanged` (server → client): answers given before may be different now. */
export const MODEL_CHANGED_NOTIFICATION = 'podreach/modelChanged';

/** Request `podreach/reload` (client → server), no parameters: forget what was read from disk and read it again. */
export const RELOAD_REQUEST = 'podreach/reload';

/** Request `podreach/listFolder` (server → client): `FileParams` → `readonly FolderEntry[]`. Links are left out. */
export const LIST_FOLDER_REQUEST = 'podreach/listFolder';

/** Request `podreach/stat` (server → client): `FileParams` → `FileStat | null`. Null when there is nothing, or a link. */
export const STAT_REQUEST = 'podreach/stat';

/** Request `podreach/readFile` (server → client): `FileParams` → the text, read as UTF-8. */
export const READ_FILE_REQUEST = 'podreach/readFile';

/** The client refuses what lies in none of its workspace folders. */
export interface FileParams {
  readonly uri: string;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

export interface FileStat {
  readonly kind: 'file' | 'folder';
  /** Bytes. */
  readonly size: number;
}
