/**
 * Fixtures as one string: several files, each headed by `# file: name`, and `|` where the cursor is.
 */
import type { Position } from 'vscode-languageserver';
import { createPositions } from '../../../server/src/features/positions';
import type { View } from '../../../server/src/features/view';
import type { ManifestFile } from '../../../server/src/manifests/document';
import { createWorkspace } from '../../../server/src/workspace/workspace';

export interface Fixture {
  readonly view: View;
  /** The file with the cursor; the first one when there is none. */
  readonly file: ManifestFile;
  readonly cursor: Position;
}

const FOLDER = 'file:///w';
const HEADER = /^# file: (.+)\n/mu;

export function fixture(text: string): Fixture {
  const workspace = createWorkspace();
  const files = cut(text);
  for (const [name, content] of files) workspace.set(fileUri(name), content.replace('|', ''));
  const [name, content] = files.find(([, one]) => one.includes('|')) ?? files[0] ?? ['', ''];
  const snapshot = workspace.snapshot();
  const view = { snapshot, positions: createPositions() };
  const file = fileNamed(view, name);
  return { view, file, cursor: view.positions.position(file, Math.max(0, content.indexOf('|'))) };
}

export function fileUri(name: string): string {
  return `${FOLDER}/${name}`;
}

export function fileNamed({ snapshot }: View, name: string): ManifestFile {
  const file = snapshot.files.get(fileUri(name));
  if (file === undefined) throw new Error(`the fixture has no file ${name}`);
  return file;
}

/** A text without any header is one file. */
function cut(text: string): readonly (readonly [string, string])[] {
  const [before = '', ...parts] = text.split(HEADER);
  if (parts.length === 0) return [['policy.yaml', before]];
  return Array.from({ length: parts.length / 2 }, (_, nth) => [
    parts[2 * nth] ?? '',
    parts[2 * nth + 1] ?? '',
  ]);
}

/** Pods `web`, `cart` and `db` in namespace `shop`, and `probe` in namespace `monitoring` (`team: ops`). */
export const PODS = `# file: pods.yaml
${pod('shop', 'web')}---
${pod('shop', 'cart')}---
${pod('shop', 'db')}---
${pod('monitoring', 'probe')}---
apiVersion: v1
kind: Namespace
metadata: {name: monitoring, labels: {team: ops}}
`;

/** A pod labelled `app: name`, with a port named http: 8080. */
export function pod(namespace: string, name: string): string {
  return `apiVersion: v1
kind: Pod
metadata: {namespace: ${namespace}, name: ${name}, labels: {app: ${name}}}
spec: {containers: [{name: main, ports: [{name: http, containerPort: 8080}]}]}
`;
}

/** A policy `shop/cart` for the pod `cart`, with this below `spec`. */
export function cartPolicy(spec: string): string {
  return `# file: policy.yaml
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
${spec}
`;
}
